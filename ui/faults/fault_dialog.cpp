#include "ui/faults/fault_dialog.h"

#include "sim/world/world.h"
#include "ui/text.h"
#include "ui/transport/place_text.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace mf::ui {

FaultDialog::FaultDialog(const World &world, const FaultPlace &place, QWidget *parent)
    : QDialog(parent)
    , m_now(world.now())
    , m_epoch(world.epoch())
    , m_kind(new QComboBox)
    , m_from(new QLineEdit)
    , m_for(new QLineEdit)
    , m_hint(new QLabel)
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel))
{
    setWindowTitle(tr("Break %1").arg(placeName(world, place)));
    for (FaultKind kind : possibleFaults(world, place)) {
        m_usual.push_back(usualFault(world, place, kind));
        m_kind->addItem(faultOffer(kind, place.isLink()).remove(u'&'));
    }
    m_from->setPlaceholderText(tr("now; or +2min, 90s, 1h"));
    m_for->setPlaceholderText(tr("until it is repaired; or 30s, 5min"));
    auto *form = new QFormLayout(this);
    form->addRow(tr("&What:"), m_kind);
    form->addRow(tr("&From:"), m_from);
    form->addRow(tr("For &how long:"), m_for);
    form->addRow(m_hint);
    form->addRow(m_buttons);
    m_from->setMinimumWidth(fontMetrics().horizontalAdvance(m_for->placeholderText()) + 40);
    m_buttons->button(QDialogButtonBox::Ok)->setText(tr("Break"));
    connect(m_from, &QLineEdit::textChanged, this, &FaultDialog::judge);
    connect(m_for, &QLineEdit::textChanged, this, &FaultDialog::judge);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &FaultDialog::give);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    judge();
}

std::optional<FaultSpec> FaultDialog::fault() const
{
    if (m_kind->currentIndex() < 0)
        return std::nullopt;
    FaultSpec fault = m_usual[static_cast<std::size_t>(m_kind->currentIndex())];
    fault.from = m_now.time_since_epoch();
    const auto timeIn = [this](const QLineEdit &field, Instant now) -> std::optional<Instant> {
        const auto place = readPlace(field.text(), now, m_epoch);
        const auto *time = place ? std::get_if<Instant>(&*place) : nullptr;
        return time ? std::optional(*time) : std::nullopt;
    };
    if (!m_from->text().trimmed().isEmpty()) {
        const auto from = timeIn(*m_from, m_now);
        if (!from)
            return std::nullopt;
        fault.from = std::max(*from, m_now).time_since_epoch();
    }
    if (!m_for->text().trimmed().isEmpty()) {
        const auto lasts = timeIn(*m_for, Instant{});
        if (!lasts || *lasts == Instant{})
            return std::nullopt;
        fault.lasts = lasts->time_since_epoch();
    }
    return fault;
}

void FaultDialog::judge()
{
    const auto wish = fault();
    m_buttons->button(QDialogButtonBox::Ok)->setEnabled(wish.has_value());
    if (!wish)
        return m_hint->setText(tr("Write times like 90s, 5min or 1h; +2min counts from now."));
    const QString from = timeText(wish->from);
    m_hint->setText(wish->lasts ? tr("From t = %1 to t = %2").arg(from, timeText(wish->from + *wish->lasts))
                                : tr("From t = %1 until it is repaired").arg(from));
}

void FaultDialog::give()
{
    const auto wish = fault();
    if (!wish)
        return;
    accept();
    emit wanted(*wish);
}

} // namespace mf::ui
