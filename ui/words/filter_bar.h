// Above the table of events: what is asked of them, whether it can be understood, how far the search has
// come. Searches in slices between frames.
#pragma once

#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;
class QProgressBar;
class QToolButton;

namespace mf::ui {

class FilterEdit;
class TraceModel;

class FilterBar final : public QWidget {
    Q_OBJECT

public:
    explicit FilterBar(TraceModel &model, QWidget *parent = nullptr);

    FilterEdit &edit() { return *m_edit; }
    const QLabel &sign() const { return *m_sign; }   ///< ✓ or ✗
    const QLabel &fault() const { return *m_fault; } ///< what is wrong, under the place where it is
    const QLabel &count() const { return *m_count; }
    QToolButton &cancelButton() { return *m_cancel; }

    void apply();  ///< what is typed; nothing is typed: everything is shown
    void clear();  ///< shows everything, and forgets what is typed
    void cancel(); ///< shows everything, and keeps what is typed
    /// More records are in view, or fewer.
    void viewMoved();

signals:
    void changed();      ///< the rows of the table are others
    void done();         ///< the person has finished here: back to the table
    void fieldsWanted(); ///< the list of fields

protected:
    void changeEvent(QEvent *event) override;

private:
    void judge();
    void sift();
    void tell();
    void fillRecent();
    void tint();

    TraceModel &m_model;
    QLabel *m_sign;
    FilterEdit *m_edit;
    QLabel *m_count;
    QProgressBar *m_progress;
    QToolButton *m_cancel, *m_recent, *m_fields;
    QLabel *m_fault;
    bool m_understood = true;
    QTimer m_slices;
};

/// The list of what a filter can ask, from the story's table.
void showFilterFields(QWidget *parent);

} // namespace mf::ui
