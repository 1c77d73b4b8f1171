#include "app/catcher.h"

namespace mf::app {

Scenario catcher()
{
    using node::Service;
    constexpr auto server = "mail.example.org";

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
    node.services = {Service::Smtp, Service::Submission, Service::Pop3, Service::Imap};
    scenario.nodes.push_back(std::move(node));
    return scenario;
}

} // namespace mf::app
