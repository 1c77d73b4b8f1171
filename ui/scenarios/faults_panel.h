// What is wrong with a file that could not be opened: every error with its place, the line and a caret; to
// be copied, or closed.
#pragma once

#include "sim/base/fault.h"

#include <QFrame>

class QLabel;
class QPlainTextEdit;

namespace mf::ui {

class FaultsPanel final : public QFrame {
    Q_OBJECT

public:
    explicit FaultsPanel(QWidget *parent = nullptr);

    void showFaults(const QString &file, const Faults &faults);
    QString shownText() const;

signals:
    void againWanted(const QString &file);

private:
    QString m_file;
    QLabel *m_title;
    QPlainTextEdit *m_list;
};

} // namespace mf::ui
