#include "ui/language.h"

#include "sim/base/fault.h"
#include "sim/story/story.h"
#include "sim/world/scenario.h"
#include "ui/text.h"

#include <QAction>
#include <QActionGroup>
#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QMenu>
#include <QSettings>
#include <QTranslator>

#include <algorithm>

namespace mf::ui {

namespace {

const QString kLanguageKey = QStringLiteral("language");

QString prefixOf(const QLocale &locale) { return locale.name().section(u'_', 0, 0); }

bool isOffered(const QString &code)
{
    const auto all = story::Words::languages();
    return std::ranges::find(all, utf8(code)) != all.end();
}

/// One translator of a kind at a time: the one before goes.
void install(const QString &name, const QString &folder, const QString &objectName)
{
    delete QCoreApplication::instance()->findChild<QTranslator *>(objectName, Qt::FindDirectChildrenOnly);
    auto *translator = new QTranslator(QCoreApplication::instance());
    translator->setObjectName(objectName);
    const QString english = folder + QLatin1Char('/') + name + QStringLiteral("_en"); // for its plurals
    if (translator->load(QLocale(), name, QStringLiteral("_"), folder) || translator->load(english))
        QCoreApplication::installTranslator(translator);
    else
        delete translator; // what is not translated is English
}

void putInForce(const QString &choice)
{
    QLocale::setDefault(choice.isEmpty() ? QLocale::system() : QLocale(choice));
    install(QStringLiteral("qtbase"), QLibraryInfo::path(QLibraryInfo::TranslationsPath),
            QStringLiteral("qt"));
    install(QStringLiteral("mailflow"), QStringLiteral(":/translations"), QStringLiteral("mailflow"));
}

} // namespace

std::string languageCode()
{
    const QString code = prefixOf(QLocale());
    return isOffered(code) ? utf8(code) : "en";
}

QString inLanguage(const LocalText &local) { return text(local.in(utf8(prefixOf(QLocale())))); }

QString inLanguage(const Phrase &phrase) { return text(phrase.text(story::translationTo(languageCode()))); }

QString inLanguage(const Fault &fault) { return text(fault.print(story::translationTo(languageCode()))); }

QString LanguageChoice::kept()
{
    const QString code = QSettings().value(kLanguageKey).toString();
    return isOffered(code) ? code : QString();
}

void LanguageChoice::start(const QString &otherwise) { putInForce(otherwise.isEmpty() ? kept() : otherwise); }

LanguageChoice::LanguageChoice(QObject *parent) : QObject(parent), m_choice(kept()) { }

void LanguageChoice::choose(const QString &code)
{
    if (code == m_choice)
        return;
    m_choice = code;
    QSettings settings;
    if (code.isEmpty())
        settings.remove(kLanguageKey);
    else
        settings.setValue(kLanguageKey, code);
    putInForce(code);
    emit changed();
}

void LanguageChoice::fillMenu(QMenu &menu)
{
    auto *group = new QActionGroup(&menu);
    const auto add = [&](const QString &code, const QString &name) {
        QAction *action = menu.addAction(name);
        action->setCheckable(true);
        action->setChecked(code == m_choice);
        action->setStatusTip(tr("Sentences change at once, labels when Mailflow is started again."));
        group->addAction(action);
        connect(action, &QAction::triggered, this, [this, code] { choose(code); });
    };
    add({}, tr("As the &system has it"));
    for (const std::string_view language : story::Words::languages()) {
        const QLocale locale(text(language));
        QString name =
            locale.language() == QLocale::English ? QStringLiteral("English") : locale.nativeLanguageName();
        name[0] = name[0].toUpper();
        add(text(language), u'&' + name);
    }
}

} // namespace mf::ui
