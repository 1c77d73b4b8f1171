// The line in which a filter is typed: completes fields, relations and values, underlines what is wrong,
// remembers what was asked before.
#pragma once

#include <QLineEdit> // first: moc 6.4 stumbles over <concepts> where no Qt header came before it

#include "sim/base/fault.h"
#include "sim/story/filter_run.h"

#include <QStringListModel>

#include <optional>

class QCompleter;

namespace mf::ui {

class FilterEdit final : public QLineEdit {
    Q_OBJECT

public:
    static constexpr int kRememberedLimit = 20;

    explicit FilterEdit(QWidget *parent = nullptr);

    /// Where the values come from that are offered.
    void setSeen(story::SeenValues seen) { m_seen = std::move(seen); }
    /// Underlines the word at the fault; nothing: takes the line away.
    void mark(const std::optional<Fault> &fault);
    /// What was asked, the newest first; kept for the windows to come.
    const QStringList &remembered() const { return m_remembered; }
    void remember(const QString &filter);
    /// What is offered at the cursor; "all": also before anything is typed there.
    enum class Offer : std::uint8_t { WhatIsTyped, All };
    QStringList offer(Offer offer);
    int faultPlace() const { return m_faultPlace; } ///< in pixels from the left; where the mark begins

signals:
    void escaped(); ///< the person wants to be rid of it

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void showOffer(Offer offer);
    void putIn(const QString &word);
    void recall(int direction);

    story::SeenValues m_seen;
    QStringListModel m_words;
    QCompleter *m_completer;
    int m_from = 0; // where the offered word begins
    int m_faultPlace = 0;
    QStringList m_remembered;
    int m_recalled = -1; // of m_remembered; -1: what is being typed
    QString m_typed;
};

} // namespace mf::ui
