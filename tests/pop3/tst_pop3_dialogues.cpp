#include "sim/base/ascii.h"
#include "sim/pop3/client.h"
#include "sim/pop3/server.h"
#include "tests/support/dialogue_test.h"

#include <QTest>

using namespace mf;

namespace {

using Policy = std::map<std::string, std::string>;

std::string word(const Policy &policy, const char *key, const char *fallback = "")
{
    const auto found = policy.find(key);
    return found == policy.end() ? fallback : found->second;
}

/// Sets `value` where the dialogue's policy names it.
template <typename T>
void set(T &value, const Policy &policy, const char *key)
{
    if (const auto given = ascii::number<T>(word(policy, key)))
        value = *given;
}

std::unique_ptr<StreamMachine> makeServer(const Policy &policy)
{
    pop3::ServerOptions options;
    options.hostName = word(policy, "hostname", "mx.test");
    options.offersTls = word(policy, "tls") == "offered";
    options.takesPasswordsInClear = word(policy, "clear-passwords") != "no";
    const std::string allHidden = word(policy, "hidden");
    for (const std::string_view hidden : ascii::split(allHidden, ','))
        if (!hidden.empty())
            options.hidden.emplace_back(hidden);
    options.offersApop = word(policy, "apop") != "no";
    set(options.badLoginLimit, policy, "bad-logins");
    set(options.lineLimitOctets, policy, "line-octets");
    return std::make_unique<pop3::ServerSession>(options);
}

std::unique_ptr<StreamMachine> makeClient(const Policy &policy)
{
    using Tls = pop3::ClientOptions::Tls;
    pop3::ClientOptions options;
    options.login = word(policy, "login");
    options.password = word(policy, "password");
    options.leaveOnServer = word(policy, "leave") == "yes";
    const std::string tls = word(policy, "tls", "never");
    options.tls = tls == "required" ? Tls::Required : tls == "if-offered" ? Tls::IfOffered : Tls::Never;
    const std::string known = word(policy, "known");
    for (const std::string_view uidl : ascii::split(known, ','))
        if (!uidl.empty())
            options.knownUidls.emplace_back(uidl);
    set(options.replyLimitOctets, policy, "reply-octets");
    set(options.listLimit, policy, "list");
    set(options.letterLimitOctets, policy, "letter-octets");
    return std::make_unique<pop3::ClientSession>(options);
}

} // namespace

class TstPop3Dialogues : public QObject {
    Q_OBJECT
private slots:
    void dialogueIsPlayedAsWritten_data() { test::addDialogueRows("tests/dialogues/pop3"); }
    void dialogueIsPlayedAsWritten()
    {
        test::playDialogueRow([](const Policy &policy) {
            return word(policy, "role") == "client" ? makeClient(policy) : makeServer(policy);
        });
    }
};

QTEST_GUILESS_MAIN(TstPop3Dialogues)
#include "tst_pop3_dialogues.moc"
