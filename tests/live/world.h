// The scenario that the live tests open doors on, and what they need of it.
#pragma once

#include "sim/live/driver.h"
#include "sim/scenario/reader.h"

#include <QTemporaryDir>

#include <algorithm>
#include <string>

namespace mf::test {

/// Two providers; the second has its mailboxes on a third machine.
inline Scenario twoProviders()
{
    auto file = readScenarioFile(std::string(MF_SOURCE_DIR) + "/scenarios/02-another-network.yaml");
    if (!file)
        qFatal("%s", file.error().front().print().c_str());
    return std::move(file->base);
}

inline quint16 portOf(const live::Driver &driver, const char *node, node::Service service)
{
    for (const live::EndpointInfo &endpoint : driver.endpoints())
        if (endpoint.node == QLatin1String(node) && endpoint.service == service)
            return endpoint.port;
    return 0;
}

/// Certificates are made once a test program, not once a test.
inline QString certificateDir()
{
    static const QTemporaryDir folder;
    return folder.path();
}

} // namespace mf::test
