// The part of the tab "Scenario" that mends a file which could not be opened.
#include "sim/live/whole_file.h"
#include "sim/scenario/source.h"
#include "ui/edits.h"
#include "ui/scenarios/scenario_text.h"
#include "ui/simulation.h"
#include "ui/text.h"

#include <QAction>
#include <QFile>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QSaveFile>

namespace mf::ui {

bool ScenarioText::canMend(const QString &file)
{
    QFile source(file);
    if (!QFileInfo(file).isFile() || !source.open(QIODevice::ReadOnly))
        return false;
    const QByteArray octets = source.read(qint64(yaml::kSizeLimitOctets) + 1);
    return octets.size() <= qsizetype(yaml::kSizeLimitOctets)
           && yaml::firstBadUtf8({octets.constData(), std::size_t(octets.size())}) == std::string_view::npos;
}

void ScenarioText::mend(const QString &file, const QString &variant, const Faults &faults)
{
    m_edits.setText({}); // that was of the open scenario
    m_mended = Mended{file, variant};
    m_edit->setReadOnly(false);
    m_editAction->setEnabled(true);
    m_addServer->setEnabled(false);
    load();
    m_pause.stop();
    showFaults(faults); // also those that only building the world finds
    emit mendingChanged();
    startEditing();
    goToFault(0);
}

QString ScenarioText::file() const { return m_mended ? m_mended->file : m_simulation.file(); }

bool ScenarioText::hasTyped() const { return m_isLoaded && m_edit->toPlainText() != m_loaded; }

bool ScenarioText::openMended()
{
    const Mended mended = *m_mended;
    m_applies = true;
    const auto result = m_simulation.open(mended.file, mended.variant, octets());
    m_applies = false;
    if (!result) {
        showFaults(result.error());
        emit wanted();
        return false;
    }
    m_mended.reset();
    m_applied = m_edit->toPlainText();
    typed();
    m_pause.stop();
    showFaults({});
    m_status->setText(hasTyped() ? tr("The window shows what this text says. Save keeps it.") : QString());
    emit mendingChanged();
    return true;
}

std::expected<void, Faults> ScenarioText::saveMended(const QString &file)
{
    QSaveFile target(file);
    if (!live::writeWhole(target, octets()))
        return std::unexpected(Faults{
            {utf8(file),
             0,
             0,
             phrase("cannot be written: {}; what was there is still there", utf8(target.errorString())),
             {}}});
    m_mended->file = file;
    m_loaded = m_edit->toPlainText();
    m_status->setText(m_found.empty() ? tr("Saved. Apply opens it.")
                                      : tr("Saved, with %n error(s).", nullptr, int(m_found.size())));
    emit mendingChanged();
    return {};
}

void ScenarioText::giveUpMending()
{
    const bool wasMending = m_mended.has_value();
    m_mended.reset();
    m_isLoaded = false;
    m_status->clear();
    const bool hasFile = !m_simulation.file().isEmpty();
    m_edit->setReadOnly(!hasFile);
    m_editAction->setEnabled(hasFile);
    m_addServer->setEnabled(hasFile);
    if (isVisible())
        load();
    if (wasMending)
        emit mendingChanged();
}

} // namespace mf::ui
