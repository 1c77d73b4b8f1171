#include "ui/style.h"

#include "ui/palette.h"

#include <QPainter>
#include <QScreen>
#include <QStyleFactory>
#include <QStyleOptionComboBox>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace mf::ui {

namespace {

double luminance(const QColor &colour)
{
    const auto part = [](double c) { return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) + 0.0722 * part(colour.blueF());
}

QColor seenOn(const QColor &ground, const QColor &ink)
{
    const double share = ink.alphaF();
    return QColor::fromRgbF(float(ink.redF() * share + ground.redF() * (1 - share)),
                            float(ink.greenF() * share + ground.greenF() * (1 - share)),
                            float(ink.blueF() * share + ground.blueF() * (1 - share)));
}

/// The ground, darker or lighter until words of that colour can be read on it.
QColor groundFor(const QColor &ink, QColor ground)
{
    constexpr int kStep = 104, kLastStep = 60; // per cent; black and white are reached before
    const bool isLightInk = ink.lightness() > ground.lightness();
    for (int step = 0; step < kLastStep && contrast(ink, ground) < kLegible; ++step)
        ground = isLightInk ? ground.darker(kStep) : ground.lighter(kStep);
    return ground;
}

} // namespace

double contrast(const QColor &ink, const QColor &ground)
{
    const double x = luminance(seenOn(ground, ink)), y = luminance(ground);
    return (std::max(x, y) + 0.05) / (std::min(x, y) + 0.05);
}

QSize fitting(QSize wanted, const QWidget &window)
{
    constexpr QSize kFrame(12, 48);
    const QScreen *screen = window.screen();
    return screen ? wanted.boundedTo(screen->availableSize() - kFrame) : wanted;
}

Style::Style() : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion"))) { }

void Style::polish(QPalette &palette)
{
    QProxyStyle::polish(palette);
    const QColor quiet = Theme::of(palette).quietInk;
    for (const auto group : {QPalette::Active, QPalette::Inactive}) {
        const auto isLegible = [&](const QColor &ink) {
            return contrast(ink, palette.color(group, QPalette::Base)) >= kLegible
                   && contrast(ink, palette.color(group, QPalette::Window)) >= kLegible;
        };
        if (!isLegible(palette.color(group, QPalette::PlaceholderText)))
            palette.setColor(group, QPalette::PlaceholderText,
                             isLegible(quiet) ? quiet : palette.color(group, QPalette::Text));
        palette.setColor(group, QPalette::Highlight,
                         groundFor(palette.color(group, QPalette::HighlightedText),
                                   palette.color(group, QPalette::Highlight)));
    }
}

int Style::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                     QStyleHintReturn *data) const
{
    if (hint == SH_DialogButtonBox_ButtonsHaveIcons)
        return 0;
    return QProxyStyle::styleHint(hint, option, widget, data);
}

void Style::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                          const QWidget *widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (element != PE_PanelButtonTool || !(option->state & State_On))
        return;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(option->palette.color(QPalette::Highlight), 2));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option->rect).adjusted(1, 1, -1, -1), 2, 2);
    painter->restore();
}

void Style::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                        const QWidget *widget) const
{
    const auto *choice = qstyleoption_cast<const QStyleOptionComboBox *>(option);
    if (element != CE_ComboBoxLabel || !choice || choice->editable)
        return QProxyStyle::drawControl(element, option, painter, widget);
    QStyleOptionComboBox fitting(*choice);
    const int room = subControlRect(CC_ComboBox, choice, SC_ComboBoxEditField, widget).width() - 2;
    fitting.currentText = choice->fontMetrics.elidedText(choice->currentText, Qt::ElideRight, room);
    QProxyStyle::drawControl(element, &fitting, painter, widget);
}

} // namespace mf::ui
