// What is wrong with a file that could not be opened or saved: every error with its place, the line and a caret;
// and what a file could not hold. To be mended here, copied, or closed.
#pragma once

#include "sim/base/fault.h"

#include <QFrame>

#include <cstdint>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace mf::ui {

class FaultsPanel final : public QFrame {
    Q_OBJECT

public:
    explicit FaultsPanel(QWidget *parent = nullptr);

    enum class CanBeMended : bool { No, Yes };
    /// It could not be opened. It can be mended where its text can be read.
    void showFaults(const QString &file, const QString &variant, const Faults &faults, CanBeMended mendable);
    void showNotSaved(const QString &file, const Faults &faults);
    /// It was saved, without these acts.
    void showLeftOut(const QString &file, const QStringList &acts);
    /// It shows a file that can be mended.
    bool offersMending() const;
    QPushButton &mendButton() { return *m_mend; }
    QString shownTitle() const;
    QString shownText() const;

signals:
    void againWanted(const QString &file, const QString &variant); ///< to open it
    void mendingWanted(const QString &file, const QString &variant, const Faults &faults);
    void savingWanted(const QString &file);

protected:
    void changeEvent(QEvent *event) override;

private:
    enum class About : std::uint8_t { Opening, Saving, LeftOut };
    void show(About about, const QString &file, const QString &title, const QString &list);

    About m_about = About::Opening;
    QString m_file, m_variant;
    Faults m_faults; // of About::Opening and Saving
    QPushButton *m_mend, *m_again;
    QLabel *m_title;
    QPlainTextEdit *m_list;
};

} // namespace mf::ui
