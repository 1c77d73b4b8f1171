// Puts the ladder beside the simulation: follows the view, shares the selection, folds DNS, writes files.
#pragma once

#include <QWidget> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/story/ladder.h"

#include <QPointer>

class QAction;
class QLabel;
class QMenu;
class QProgressBar;
class QToolButton;

namespace mf::ui {

class LadderExport;
class LadderView;
class Selection;
class Simulation;

class LadderPanel final : public QWidget {
    Q_OBJECT

public:
    LadderPanel(Simulation &simulation, Selection &selection, QWidget *parent = nullptr);

    void fillMenu(QMenu &menu);
    LadderView &view() { return *m_view; }
    const story::Ladder &ladder() const { return m_ladder; }
    /// Writes what is shown; the ending decides, .svg or .png. Ends with written(), perhaps before it returns.
    void write(const QString &file);
    /// How far that has come, and the way out of it; both are hidden when nothing is being written.
    const QProgressBar &progress() const { return *m_progress; }
    QToolButton &cancelButton() { return *m_cancel; }
    QString trouble() const; ///< what is said of the last file

public slots:
    void setDnsOpen(bool open);

signals:
    void wanted();                        ///< the person wants to see this panel
    void written(const QString &trouble); ///< empty: nothing went wrong

protected:
    void showEvent(QShowEvent *event) override;

private:
    void makeActions();
    void attach();
    void follow();
    void showSelection();
    void askForFile();
    QString writePicture(const QString &file) const;
    void writeDrawing(const QString &file);
    void cancel(const QString &why);
    void tell(const QString &file, const QString &trouble);

    Simulation &m_simulation;
    Selection &m_selection;
    story::Ladder m_ladder;
    LadderView *m_view;
    QLabel *m_trouble;
    QProgressBar *m_progress;
    QToolButton *m_cancel;
    QPointer<LadderExport> m_export;
    QAction *m_dns = nullptr, *m_in = nullptr, *m_out = nullptr, *m_exportAction = nullptr;
    bool m_dnsOpen = false;
};

} // namespace mf::ui
