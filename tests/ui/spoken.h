// Another language of the window, for as long as a test speaks it.
#pragma once

#include "ui/language.h"
#include "ui/window.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace mf::test {

class Spoken {
public:
    explicit Spoken(ui::Window &window) : m_choice(*window.findChild<ui::LanguageChoice *>()) { }
    ~Spoken()
    {
        m_choice.choose({});
        qDeleteAll(QCoreApplication::instance()->findChildren<QTranslator *>());
        QLocale::setDefault(m_before);
    }
    Spoken(const Spoken &) = delete;
    Spoken &operator=(const Spoken &) = delete;

    void in(const char *code) { m_choice.choose(QLatin1String(code)); }

private:
    QLocale m_before;
    ui::LanguageChoice &m_choice;
};

} // namespace mf::test
