// What serve says to a tester: the lines before "Ready.", a line a letter, and the endpoints as JSON.
#pragma once

#include "sim/live/driver.h"

#include <QByteArray>
#include <QString>
#include <QTime>

namespace mf::app {

/// What a tester types into a client, up to and with "Ready.", each line with its LF.
QString greeting(const Scenario &scenario, const QList<live::EndpointInfo> &endpoints, const QString &caFile,
                 const QString &dataDir);

/// `09:12:04 #1 a@x.test -> b@y.test "Hello" stored`
QString letterLine(const live::LetterSeen &letter, QTime now);

/// The content of --endpoints: JSON whose keys stand in the order that the manual shows.
QByteArray endpointsJson(const Scenario &scenario, const QList<live::EndpointInfo> &endpoints,
                         const QString &caFile);

} // namespace mf::app
