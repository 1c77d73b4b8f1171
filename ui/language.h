// The language of the window: of its labels (Qt translations) and of its sentences (resources/words). What is in
// force is Qt's own default locale, so that there is one place to ask.
#pragma once

#include <QObject>
#include <QString>

#include <string>
#include <string_view>

class QMenu;

namespace mf {
class Phrase;
struct Fault;
struct LocalText;
} // namespace mf

namespace mf::ui {

/// Of the words in resources/words: "en", "de".
std::string languageCode();

/// A text of a scenario in the window's language, which may be one that has no words here.
QString inLanguage(const LocalText &local);
/// What is wrong, in the window's language.
QString inLanguage(const Phrase &phrase);
QString inLanguage(const Fault &fault); ///< with its place, as the command line prints it

/// The person's choice, kept between runs.
class LanguageChoice final : public QObject {
    Q_OBJECT

public:
    explicit LanguageChoice(QObject *parent = nullptr);

    /// "" is the system's; else a code of story::Words::languages().
    QString choice() const { return m_choice; }
    void choose(const QString &code);
    /// Puts the kept choice in force, or for this once another one; before any widget is made, so that all
    /// labels follow it.
    static void start(const QString &otherwise = {});
    /// A choice for each language, each by its own name.
    void fillMenu(QMenu &menu);

signals:
    void changed(); ///< sentences follow at once; labels when the window is made again

private:
    static QString kept();

    QString m_choice;
};

} // namespace mf::ui
