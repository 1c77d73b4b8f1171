// The maps of a scenario file whose keys are known; their rows stand in keys_*.cpp.
#pragma once

#include "sim/scenario/reading.h"

namespace mf::schema {

extern const Object kDomainObject, kMxObject, kUserObject;                                 // keys_domains.cpp
extern const Object kNodeObject, kIncomingObject, kAuthObject;                             // keys_nodes.cpp
extern const Object kLinksObject, kLinkObject, kBetweenObject, kFaultObject;               // keys_links.cpp
extern const Object kActionObject, kAfterObject, kSendObject;                              // keys_actions.cpp
extern const Object kMarkObject, kDeleteObject, kTypeObject, kLeaveObject;                 // keys_actions.cpp
extern const Object kCheckObject, kMoveObject, kDiscardObject, kTypedLineObject;           // keys_actions.cpp
extern const Object kAttachedObject;                                                       // keys_files.cpp
extern const Object kExpectObject;                                                         // keys_expect.cpp
extern const Object kStopObject, kMomentObject, kChoiceObject, kClaimObject, kShownObject; // keys_lesson.cpp
extern const Object kVariantObject;                                                        // keys_root.cpp

namespace values {

inline constexpr std::string_view kFateWords[] = {"written",     "accepted", "queued", "relayed",
                                                  "handed-over", "stored",   "read",   "deleted",
                                                  "delayed",     "bounced",  "dropped"};
using FateWord = Word<kFateWords, fateNamed>;

/// A map from names to an address or several: aliases.
struct Aliases {
    static constexpr Look looks[] = {{Shape::Text, Many::ListMap}};
    static void read(Reading &reading, const yaml::Tree &value, std::vector<AliasSpec> &into);
};

inline constexpr std::string_view kServiceWords[] = {"smtp", "submission", "submissions", "lmtp",
                                                     "pop3", "pop3s",      "imap",        "imaps"};

/// [right, down] in grid cells.
struct Position {
    static constexpr Look looks[] = {{Shape::Decimal, Many::List}};
    static constexpr double kLimit = 100'000;
    static void read(Reading &reading, const yaml::Tree &value, std::pair<double, double> &into);
};
/// The same for machines by name.
struct Positions {
    static constexpr Look looks[] = {{Shape::Decimal, Many::MapOfLists}};
    static void read(Reading &reading, const yaml::Tree &value,
                     std::vector<std::pair<std::string, std::pair<double, double>>> &into);
};

/// A map from names to texts.
struct Texts {
    static constexpr Look looks[] = {{Shape::Text, Many::Map}};
    static void read(Reading &reading, const yaml::Tree &value,
                     std::vector<std::pair<std::string, std::string>> &into);
    static void read(Reading &reading, const yaml::Tree &value, std::vector<ZoneText> &into);
};

} // namespace values

} // namespace mf::schema
