// The line of a terminal: keeps what was typed before, offers what may be typed next, takes several lines at
// once from the clipboard.
#pragma once

#include <QLineEdit>
#include <QStringList>

class QStringListModel;

namespace mf::ui {

class TypedLine final : public QLineEdit {
    Q_OBJECT

public:
    static constexpr int kHistoryLimit = 200; // lines

    explicit TypedLine(QWidget *parent = nullptr);

    /// Whole lines that may be typed next.
    void offer(const QStringList &lines);
    /// Without those that have a password.
    void remember(const QString &line);

signals:
    void linesTyped(const QStringList &lines);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void recall(int step);
    bool pasteLines(const QString &text);

    QStringListModel *m_offered;
    QStringList m_history;
    int m_at = 0; // of the history; behind its end: what is being typed
    QString m_unfinished;
};

} // namespace mf::ui
