#include "ui/window_state.h"

#include "ui/window.h"

#include <QAction>
#include <QSettings>
#include <QSplitter>
#include <QTabWidget>

namespace mf::ui {

namespace {

constexpr auto kPlaceKey = "window/place", kRoomsKey = "window/rooms", kUnfoldedKey = "window/unfolded",
               kTabKey = "window/tab";

/// The parts by name: one that a later version does not have, or has in addition, harms nothing.
QString keyOf(const char *group, const QObject &part)
{
    return QLatin1String(group) + u'/' + part.objectName();
}

} // namespace

void keepWindow(const Window &window, QSettings &settings)
{
    settings.setValue(kPlaceKey, window.saveGeometry());
    for (const QSplitter *splitter : window.splitters())
        settings.setValue(keyOf(kRoomsKey, *splitter), splitter->saveState());
    for (const QAction *fold : window.folds())
        settings.setValue(keyOf(kUnfoldedKey, *fold), fold->isChecked());
    if (const QWidget *tab = window.words().currentWidget())
        settings.setValue(kTabKey, tab->objectName());
}

bool restoreWindow(Window &window, const QSettings &settings)
{
    if (!window.restoreGeometry(settings.value(kPlaceKey).toByteArray()))
        return false;
    for (QAction *fold : window.folds())
        fold->setChecked(settings.value(keyOf(kUnfoldedKey, *fold), fold->isChecked()).toBool());
    for (QSplitter *splitter : window.splitters())
        splitter->restoreState(settings.value(keyOf(kRoomsKey, *splitter)).toByteArray());
    const QString tab = settings.value(kTabKey).toString();
    for (int i = 0; i < window.words().count(); ++i)
        if (window.words().widget(i)->objectName() == tab)
            window.words().setCurrentIndex(i);
    return true;
}

} // namespace mf::ui
