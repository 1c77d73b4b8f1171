// A scenario's texts, in the language of whoever looks.
#pragma once

#include "sim/world/scenario.h"
#include "ui/text.h"

#include <QLocale>

namespace mf::ui {

inline QString spoken(const LocalText &local)
{
    return text(local.in(utf8(QLocale().name().section(u'_', 0, 0))));
}

} // namespace mf::ui
