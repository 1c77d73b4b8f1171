// The part of the window that saves, and that asks before unsaved work is left.
#include "ui/edits.h"
#include "ui/leaving_question.h"
#include "ui/programs/programs.h"
#include "ui/scenarios/faults_panel.h"
#include "ui/scenarios/scenario_text.h"
#include "ui/simulation.h"
#include "ui/window.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QStandardPaths>

namespace mf::ui {

bool Window::save(const QString &file)
{
    if (m_text->isUnapplied() && !m_text->apply())
        return false; // what is in the file can be opened
    const auto result = m_edits->save(file);
    if (!result)
        return notSaved(file, result.error(), &Window::save);
    placeFaults();
    if (const QStringList beyond = m_edits->beyondFile(); !beyond.isEmpty())
        m_faults->showLeftOut(file, beyond);
    else
        m_faults->hide();
    m_text->saved();
    return true;
}

/// The program's own scenarios may lie where nobody writes: then a copy is offered.
void Window::saveHere()
{
    QFileInfo(m_text->file()).isWritable() ? void(saveText(m_text->file())) : saveAs();
}

/// A text that is being mended is written as it stands; else what was done goes into the open scenario's file.
bool Window::saveText(const QString &file)
{
    if (!m_text->isMending())
        return save(file);
    const auto result = m_text->saveMended(file);
    if (!result)
        return notSaved(file, result.error(), &Window::saveText);
    m_faults->hide();
    return true;
}

/// Says why; "Try again" is for the same text.
bool Window::notSaved(const QString &file, const Faults &faults, bool (Window::*again)(const QString &))
{
    m_saveAgain = again;
    placeFaults();
    m_faults->showNotSaved(file, faults);
    return false;
}

bool Window::isUnsaved() const { return !m_edits->isEmpty() || (m_text->isMending() && m_text->hasTyped()); }

void Window::saveAs()
{
    const QFileInfo here(m_text->file());
    const QString folder = QFileInfo(here.path()).isWritable()
                               ? here.filePath()
                               : QDir(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
                                     .filePath(here.fileName());
    auto *dialog = new QFileDialog(this, tr("Save the scenario as"), folder, tr("Scenarios (*.yaml *.yml)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("yaml"));
    connect(dialog, &QFileDialog::fileSelected, this, &Window::saveText);
    dialog->open();
}

void Window::closeEvent(QCloseEvent *event)
{
    if (!m_programs->mayClose())
        return event->ignore(); // a letter that is being written asks first
    if (!isWindowModified())
        return QMainWindow::closeEvent(event);
    event->ignore();
    leave([this] {
        setWindowModified(false);
        close();
    });
}

/// Asks what is to become of unsaved work, and does `then` unless it is to stay.
void Window::leave(const std::function<void()> &then)
{
    if (!m_text->isMending() || !m_text->hasTyped())
        return leaveEdits(then);
    ask(
        new LeavingQuestion(m_text->file(), this), [this] { return saveText(m_text->file()); },
        [this, then] {
            m_text->giveUpMending();
            leaveEdits(then);
        });
}

void Window::leaveEdits(const std::function<void()> &then)
{
    if (m_edits->isEmpty())
        return then();
    ask(
        new LeavingQuestion(*m_edits, m_simulation.file(), this),
        [this] { return save(m_simulation.file()); }, then);
}

void Window::ask(QMessageBox *question, const std::function<bool()> &saves, const std::function<void()> &then)
{
    delete m_question; // another way out was wished for meanwhile
    m_question = question;
    connect(question, &QMessageBox::finished, this, [this, saves, then](int answer) {
        m_question.clear(); // it goes by itself; there may be another one to come
        if (answer == QMessageBox::Save ? saves() : answer == QMessageBox::Discard)
            then();
    });
    question->open();
}

} // namespace mf::ui
