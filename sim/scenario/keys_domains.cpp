#include "sim/scenario/keys.h"

#include "sim/scenario/suggest.h"

namespace mf::schema {

using yaml::Tree;

namespace values {

/// A host, or a list of hosts and of maps with a preference.
struct Mx {
    static constexpr Look looks[] = {
        {Shape::Node}, {Shape::Node, Many::List}, {Shape::Object, Many::List, {}, &kMxObject}};
    static void read(Reading &reading, const Tree &value, std::vector<MxSpec> &into)
    {
        into.clear();
        if (!value.isList())
            return one(reading, value, into.emplace_back());
        for (const Tree &child : value.children)
            one(reading, child, into.emplace_back());
    }
    static void one(Reading &reading, const Tree &value, MxSpec &into)
    {
        if (value.isMap())
            reading.object(value, kMxObject, &into);
        else
            NodeName::read(reading, value, into.host);
    }
};

/// Names, or a map from names to maps.
struct Users {
    static constexpr Look looks[] = {{Shape::Text, Many::List}, {Shape::Object, Many::Map, {}, &kUserObject}};
    static void read(Reading &reading, const Tree &value, std::vector<UserSpec> &into)
    {
        into.clear();
        if (!value.isMap()) {
            std::vector<std::string> names;
            List<Text>::read(reading, value, names);
            for (std::string &name : names)
                into.emplace_back().name = std::move(name);
            return;
        }
        for (const Tree &child : value.children) {
            into.emplace_back().name = child.key;
            if (!child.isNothing()) // `bob:` alone is a user with a made password
                reading.object(child, kUserObject, &into.back());
        }
    }
};

void Aliases::read(Reading &reading, const Tree &value, std::vector<AliasSpec> &into)
{
    into.clear();
    if (!reading.isMap(value))
        return;
    for (const Tree &child : value.children) {
        AliasSpec &alias = into.emplace_back();
        alias.name = child.key;
        List<Text, Alone::Taken>::read(reading, child, alias.targets);
        if (child.isList() && child.children.empty())
            reading.fault(child.begin,
                          phrase("{} stands for nobody; name somebody, or leave it out", quoted(child.key)));
    }
}

} // namespace values

namespace {

using namespace values;

constexpr Key kMxKeys[] = {
    key<&MxSpec::host, NodeName>("host", "the node that takes the mail", {.required = true}),
    key<&MxSpec::preference, Number>("preference",
                                     "the smallest is tried first (RFC 5321 section 5.1); 10 if not given"),
};
constexpr Key kUserKeys[] = {
    key<&UserSpec::password, Text>("password", "made if not given: the same as the name"),
    key<&UserSpec::quotaOctets, Optional<Size>>(
        "quota", "room for letters, all mailboxes together; the server's if not given"),
};
constexpr Key kDomainKeys[] = {
    key<&DomainSpec::mx, Mx>("mx", "who takes its mail: becomes the MX record"),
    key<&DomainSpec::mailboxes, NodeName>("mailboxes",
                                          "the node where its mailboxes are; the first mx if not given"),
    key<&DomainSpec::users, Users>("users",
                                   "who has a mailbox: a list of names, or a map from names to passwords"),
    key<&DomainSpec::aliases, Aliases>(
        "aliases", "names that stand for others: users of this domain, or addresses anywhere; one that names "
                   "itself too keeps a copy"),
    key<&DomainSpec::catchAll, Text>("catch-all", "who gets what is for nobody else: a user, or an address"),
};

} // namespace

constinit const Object kMxObject{English("mail exchanger"), "One server that takes mail for a domain.",
                                 kMxKeys};
constinit const Object kUserObject{English("user"), "Somebody with a mailbox.", kUserKeys};
constinit const Object kDomainObject{English("domain"), "What stands right of the @.", kDomainKeys};

} // namespace mf::schema
