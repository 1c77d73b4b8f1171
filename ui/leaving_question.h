// The question that stands before unsaved work is left: saved, thrown away, or not left after all.
#pragma once

#include <QMessageBox>

namespace mf::ui {

class Edits;

/// Offers saving where the file could hold something, and names what it could not hold. Goes when it is closed.
class LeavingQuestion final : public QMessageBox {
    Q_OBJECT

public:
    LeavingQuestion(const Edits &edits, const QString &file, QWidget *parent);
    /// About the text of a file that cannot be opened yet.
    LeavingQuestion(const QString &file, QWidget *parent);

private:
    void offer(bool saving);
    static QString lossIn(const QStringList &acts);
};

} // namespace mf::ui
