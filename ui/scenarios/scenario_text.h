// The tab "Scenario": the open scenario's file as text. What is typed is read at once, its errors are listed
// beneath; when it is applied, the window shows what it says, from its beginning. The file has it when it is saved.
// A file that could not be opened is mended here, too, while the window still shows what was open.
#pragma once

#include <QWidget> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/base/fault.h"

#include <QTimer>

#include <expected>
#include <optional>
#include <string>

class QAction;
class QLabel;
class QListWidget;
class QMenu;
class QPlainTextEdit;

namespace mf::ui {

class Edits;
class Simulation;

class ScenarioText final : public QWidget {
    Q_OBJECT

public:
    /// Files of more characters are read when they are applied, not while somebody types.
    static constexpr qsizetype kReadWhileTypingLimit = 200'000;

    ScenarioText(Simulation &simulation, Edits &edits, QWidget *parent = nullptr);

    void fillMenu(QMenu &menu);
    /// The window shows what the text says, and what was done since is written into it; false: it has errors,
    /// which are shown.
    bool apply();
    /// One more server takes the domain's mail: written into the text, and applied.
    void addMailServer(const QString &domain);
    /// The window does not show yet what the text says.
    bool isUnapplied() const;
    /// The file has been saved: it is shown as it is now.
    void saved();
    /// As its file has it, line ends too.
    std::string octets() const;

    // ---- a file that could not be opened (mending.cpp) ----
    /// It can be read, and is text.
    static bool canMend(const QString &file);
    /// Its text stands here, with what is wrong, as if it had been typed. What was typed before is gone.
    void mend(const QString &file, const QString &variant, const Faults &faults);
    bool isMending() const { return m_mended.has_value(); }
    /// The file whose text it is.
    QString file() const;
    /// Something was typed that is in no file.
    bool hasTyped() const;
    /// Opens what was mended in place of what is open; false: it has errors, which are shown.
    bool openMended();
    /// Writes the text as it stands, errors and all.
    std::expected<void, Faults> saveMended(const QString &file);
    /// The text is that of the open scenario again.
    void giveUpMending();

    QAction &editAction() { return *m_editAction; }
    void startEditing(); ///< brings the keys here
    /// What applying would end; "": nothing.
    QString shownEndings() const;
    QPlainTextEdit &edit() { return *m_edit; }
    QListWidget &faults() { return *m_faults; }
    QString shownStatus() const;
    /// What was typed will be read as soon as nobody types.
    bool isReadingSoon() const { return m_pause.isActive(); }

signals:
    void wanted();         ///< the tab is to be seen
    void applied();        ///< the window shows what the text of the open file says
    void openingWanted();  ///< what was mended has no errors and is to be opened
    void mendingChanged(); ///< hasTyped(), or isMending()

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void makeActions();
    void opened();
    void load();
    void typed();
    void read();
    void fillDomains();
    void tellEndings();
    QString verdict(const Faults &faults) const;
    void showFaults(const Faults &faults);
    void goToFault(int row);
    void tellPlace();
    void replaceText(const std::string &text);

    Simulation &m_simulation;
    Edits &m_edits;
    QPlainTextEdit *m_edit;
    QListWidget *m_faults;
    QLabel *m_status, *m_endings, *m_place;
    QAction *m_editAction, *m_applyAction, *m_addServer;
    struct Mended {
        QString file, variant;
    };
    std::optional<Mended> m_mended; ///< else the text is that of the open scenario
    QTimer m_pause;                 ///< of the person who types
    Faults m_found;
    QString m_loaded, m_applied; ///< as the file has it; as the window shows it
    bool m_isLoaded = false, m_usesCrLf = false, m_applies = false;
};

} // namespace mf::ui
