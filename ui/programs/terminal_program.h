// A terminal, in which a protocol is typed by hand at a server. What was said is read off the trace at the
// viewed step; what is typed becomes an act, so that it stays in the trace and in its branch.
#pragma once

#include "sim/story/typing.h"
#include "sim/world/session.h"

#include <QStringList>
#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace mf::ui {

class Simulation;
class TypedLine;

class TerminalProgram final : public QWidget {
    Q_OBJECT

public:
    /// How long it is stepped for an answer.
    static constexpr Duration kPatience = 60s;

    TerminalProgram(Simulation &simulation, story::Typings &typings, QWidget *parent = nullptr);

    /// Chooses the server, and the first of its services; or the machine that is typed at, where it is none.
    void choose(NodeId node);
    void chooseService(node::Service service);
    QString transcript() const;
    QStringList hints() const;
    TypedLine &line() { return *m_line; }

public slots:
    void connectNow();
    void hangUp();
    void type(const QStringList &lines);

protected:
    void changeEvent(QEvent *event) override;

private:
    void layOut();
    void fillMachines();
    void fillServices();
    void fillUsers();
    void refresh();
    void refreshTranscript(const story::TypedTalk *talk);
    void refreshHints(const std::optional<StreamView> &stream);
    void typeNext();
    void answerWanted(StreamId stream);
    void offerPlain(int user);
    const story::TypedTalk *talk() const;
    std::optional<StreamView> stream() const;
    QString shown(const Record &record, const story::TypedTalk &talk) const;
    story::Typist typist() const;
    NodeId client() const;
    NodeId server() const;
    node::Service service() const;

    Simulation &m_simulation;
    story::Typings &m_typings;
    QStringList m_waiting; // lines, to be typed when the answer to those before is here
    QStringList m_lines;   // as the transcript has them
    QComboBox *m_client, *m_server, *m_service, *m_plain;
    QPushButton *m_connect, *m_hangUp;
    QPlainTextEdit *m_transcript;
    QListWidget *m_hints;
    QLabel *m_state, *m_plainText;
    TypedLine *m_line;
    QCheckBox *m_steps;
};

} // namespace mf::ui
