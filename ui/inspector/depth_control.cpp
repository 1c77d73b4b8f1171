#include "ui/inspector/depth_control.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QSettings>
#include <QToolButton>

namespace mf::ui {

namespace {

const QString kDepthKey = QStringLiteral("inspector/depth");

} // namespace

DepthControl::DepthControl(QWidget *parent) : QWidget(parent), m_buttons(new QButtonGroup(this))
{
    setAccessibleName(tr("How deep to look"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(2);
    const std::pair<QString, QString> names[kDepthCount] = {
        {tr("Postcard"), tr("What happened, and why")},
        {tr("Dialogue"), tr("The same, and what was said around it")},
        {tr("Bytes"), tr("The same, and the octets on the wire")},
    };
    for (int i = 0; i < kDepthCount; ++i) {
        auto *button = new QToolButton;
        button->setText(names[i].first);
        button->setToolTip(names[i].second);
        button->setAccessibleName(names[i].first);
        button->setCheckable(true);
        button->setAutoRaise(true);
        m_buttons->addButton(button, i);
        row->addWidget(button);
    }
    row->addStretch(1);
    const int kept = QSettings().value(kDepthKey, int(Depth::Postcard)).toInt();
    m_buttons->button(kept >= 0 && kept < kDepthCount ? kept : 0)->setChecked(true);
    connect(m_buttons, &QButtonGroup::idToggled, this, [this](int id, bool on) {
        if (!on)
            return;
        QSettings().setValue(kDepthKey, id);
        emit changed(Depth(id));
    });
}

Depth DepthControl::depth() const { return Depth(std::max(0, m_buttons->checkedId())); }

void DepthControl::setDepth(Depth depth) { m_buttons->button(int(depth))->setChecked(true); }

void DepthControl::deeper() { setDepth(Depth((int(depth()) + 1) % kDepthCount)); }

} // namespace mf::ui
