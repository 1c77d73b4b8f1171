// How the system's own widgets look here: Fusion, the same everywhere, in the system's colours; with what it
// leaves illegible, cut off or invisible mended.
#pragma once

#include <QProxyStyle>

namespace mf::ui {

/// How far apart two colours are, 1 to 21 (WCAG 2.1); what is see-through is seen on `ground`.
double contrast(const QColor &ink, const QColor &ground);
/// What words need.
inline constexpr double kLegible = 4.5;

/// What a window may measure so that the screen has room for it and its frame: `wanted`, or less.
QSize fitting(QSize wanted, const QWidget &window);

class Style final : public QProxyStyle {
    Q_OBJECT

public:
    Style();

    /// Quiet words, and those on what is selected, are legible.
    void polish(QPalette &palette) override;
    using QProxyStyle::polish;
    /// The buttons of dialogs have words; the pictures that go with them are drawn for light windows.
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *data) const override;
    /// A button that is on is framed: in the dark it is hardly another shade.
    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                       const QWidget *widget) const override;
    /// A choice that has no room ends with an ellipsis.
    void drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                     const QWidget *widget) const override;
};

} // namespace mf::ui
