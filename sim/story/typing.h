// Conversations that people type by hand, read off the trace; and what may be typed next.
#pragma once

#include "sim/base/ids.h"
#include "sim/kernel/trace.h"
#include "sim/node/config.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mf::story {

/// A connection that somebody has opened to type by hand.
struct TypedTalk {
    StreamId stream = StreamId::None;
    NodeId client = NodeId::None, server = NodeId::None;
    node::Service service = node::Service::Smtp;
    std::vector<Index> records; ///< of this stream, from its opening on, that a transcript shows
};

class Typings {
public:
    /// Takes in the records [size(), records) of the trace.
    void grow(const Trace &trace, Index records);
    void clear() { *this = Typings{}; }

    /// The newest conversation between them by that service among the first `records` records; null: none.
    const TypedTalk *newest(NodeId client, NodeId server, node::Service service, Index records) const;
    /// In the order in which they were opened.
    const std::vector<TypedTalk> &all() const { return m_talks; }

private:
    Index m_size = 0;
    std::vector<TypedTalk> m_talks;
    std::map<StreamId, std::size_t> m_byStream;
};

/// Whether the record is what somebody who has typed waits for: an answer that was read, or the end.
bool isAnswerTo(StreamId stream, const Record &record);

/// Who types, for the examples.
struct Typist {
    std::string host, user, recipient; ///< "alice-laptop", addresses
    std::string tag;                   ///< IMAP: "a3"
};
/// A line with that verb, as one would type it: "MAIL FROM:<alice@example.org>". The verb alone where nothing
/// is known of it.
std::string exampleLine(node::Service service, std::string_view verb, const Typist &typist);
/// The key in the words of what a verb is for: "type.smtp.MAIL".
std::string hintKey(node::Service service, std::string_view verb);

/// The initial response of SASL PLAIN (RFC 4616): base64 of NUL, name, NUL, password.
std::string plainResponse(std::string_view login, std::string_view password);

} // namespace mf::story
