// The glossary: all terms, found by typing, each with what it means. Stays open beside the window.
#pragma once

#include <QDialog>

#include <memory>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace mf::story {
class Glossary;
} // namespace mf::story

namespace mf::ui {

class GlossaryDialog final : public QDialog {
    Q_OBJECT

public:
    GlossaryDialog(std::shared_ptr<const story::Glossary> glossary, QWidget *parent);

    /// Shows that term; an empty one: the first.
    void showTerm(const QString &id);
    QString shownText() const;

private:
    void filter(const QString &words);
    void showCurrent();

    std::shared_ptr<const story::Glossary> m_glossary;
    QLineEdit *m_filter;
    QListWidget *m_list; // a few dozen rows, which do not change
    QTextBrowser *m_text;
};

} // namespace mf::ui
