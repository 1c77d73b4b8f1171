#include "app/catcher.h"

namespace mf::app {

Scenario catcher()
{
    using node::Service;
    constexpr auto server = "mail.example.org", elsewhere = "rest-of-the-world";

    Scenario scenario;
    scenario.title.byLanguage.emplace_back("", "anything goes");
    scenario.anythingGoes = true;

    DomainSpec domain;
    domain.name = "example.org";
    domain.mx.push_back({server, 10});
    scenario.domains.push_back(std::move(domain));

    NodeSpec node;
    node.name = server;
    node.kind = node::NodeKind::MailServer;
    node.services = {Service::Smtp, Service::Submission, Service::Lmtp, Service::Pop3, Service::Imap};
    scenario.nodes.push_back(std::move(node));

    NodeSpec others;
    others.name = elsewhere;
    others.kind = node::NodeKind::MailServer;
    others.services = {Service::Smtp};
    others.unknownRecipient = node::UnknownRecipient::Accept; // there is nobody whom the store does not take
    others.sizeLimitOctets = node::MailServerConfig().sizeLimitOctets + node::kTraceAllowanceOctets;
    scenario.nodes.push_back(std::move(others));
    scenario.restOfTheWorld = elsewhere;
    return scenario;
}

} // namespace mf::app
