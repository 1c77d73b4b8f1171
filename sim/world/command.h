// What can be done to a world from outside, and what it gives to the outside.
#pragma once

#include "sim/base/blob.h"
#include "sim/base/ids.h"
#include "sim/base/ip.h"
#include "sim/base/time.h"
#include "sim/node/node_io.h"
#include "sim/store/change.h"
#include "sim/wire/machine.h"
#include "sim/world/scenario.h"

#include <cstdint>
#include <string>
#include <variant>

namespace mf {

/// A real client's connection, numbered by whoever holds the socket; never used twice in a run.
enum class ConnectionId : std::uint64_t { None = 0 };

// ---- commands ---------------------------------------------------------------------------------------------------

/// A person does something in the picture.
struct SendLetter {
    SendAction letter;
};
struct CheckMailAt {
    std::string client;       ///< node
    std::string mailbox = {}; ///< IMAP: to be had on the device from now on, too; see node::CheckMail
};
/// A person does something with a letter that lies on a device.
struct TendLetterAt {
    std::string client; ///< node
    std::string mailbox;
    Uid uid = 0; ///< on the device
    node::Tending tending = node::Tending::MarkSeen;
    std::string target = {}; ///< of node::Tending::Move
};
/// A person takes a letter out of a device's outbox.
struct DiscardLetterAt {
    std::string client; ///< node
    MailId mail = MailId::None;
};
/// A person types a line at a terminal that an act of TypeAction has opened, or hangs up there.
struct TypeLineAt {
    StreamId stream = StreamId::None;
    std::string line; ///< without its end
};
struct HangUpAt {
    StreamId stream = StreamId::None;
};
struct BeginFault {
    FaultSpec
        fault; ///< at once where `from` is not later than now; it ends by itself if it says how long it lasts
};
struct EndFault {
    FaultSpec fault; ///< repairs what such a fault broke; only its kind and its place count
};
struct CallOffFault {
    FaultSpec fault; ///< such a fault that was to begin at its `from` will not
};
using PersonAct =
    std::variant<SendLetter, CheckMailAt, DeleteAction, TendLetterAt, DiscardLetterAt, TypeAction, TypeLineAt,
                 HangUpAt, ChangeRecordsAction, LeaveDomainAction, BeginFault, EndFault, CallOffFault>;

/// A real client has connected to an endpoint of a node.
struct Connected {
    NodeId node = NodeId::None;
    node::Service service = node::Service::Smtp;
    std::optional<TlsInfo> tls;                        ///< set where the service is encrypted from the start
    Endpoint from{IpAddress::v4(127, 0, 0, 1), 49152}; ///< as the socket has it
};
/// The doors close: the server says these octets, if any, in its stream's order, and hangs up.
struct LetGo {
    ConnectionId connection = ConnectionId::None;
    std::string lastWords;
};
/// Something on a real client's connection. The first is Connected; Bytes, Drained, TlsReady and PeerClosed follow.
struct StreamInput {
    ConnectionId connection = ConnectionId::None;
    std::variant<Connected, Bytes, Drained, TlsReady, PeerClosed> what;
};
/// A real client's datagram to a node's port. The answer comes back to `clientPort`.
struct DatagramIn {
    NodeId node = NodeId::None;
    std::uint16_t port = 53;
    std::uint16_t clientPort = 0; ///< stands for the real sender; chosen by whoever holds the socket
    Blob octets;
    Carrier by = Carrier::Datagram; ///< Stream: it came by TCP, and so will the answer, however long
};
/// A body that a session asked for with NeedBlob; null: the disk could not give it.
struct BlobLoaded {
    BlobId blob = BlobId::None;
    std::shared_ptr<const mail::Message> message;
};
/// From now on the disk takes nothing (or does again): what would have to be kept is refused.
struct StoreRefuses {
    bool refuses = true;
    std::string reason;
};
/// It is at least this late. Earlier times change nothing.
struct WallClock {
    Instant now{};
};

using Command = std::variant<PersonAct, StreamInput, LetGo, DatagramIn, BlobLoaded, StoreRefuses, WallClock>;

// ---- outputs ----------------------------------------------------------------------------------------------------

struct StreamBytes {
    ConnectionId connection = ConnectionId::None;
    Slices octets;
};
/// Start TLS after the octets before it have left; answer with TlsReady.
struct StreamTls {
    ConnectionId connection = ConnectionId::None;
};
struct StreamClosed {
    ConnectionId connection = ConnectionId::None;
    bool abort = false;
};
struct DatagramOut {
    std::uint16_t clientPort = 0;
    Blob octets;
};
struct StoreChange {
    store::Change change;
};
/// A body is wanted; answer with BlobLoaded.
struct NeedBlob {
    BlobId blob = BlobId::None;
};

using Output = std::variant<StreamBytes, StreamTls, StreamClosed, DatagramOut, StoreChange, NeedBlob>;

} // namespace mf
