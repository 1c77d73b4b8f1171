#include "sim/live/letters.h"

#include "sim/mail/mime.h"

#include <variant>

namespace mf::live {

namespace {

QString text(std::string_view octets)
{
    return QString::fromUtf8(octets.data(), static_cast<qsizetype>(octets.size()));
}

QString subjectOf(const mail::Message &message)
{
    return text(mail::decodeHeader(message.header("Subject").value_or(std::string())));
}

/// The envelope sender as final delivery writes it down (RFC 5321 section 4.4); "<>" stays what it is.
QString senderOf(const mail::Message &message)
{
    const QString path = text(message.header("Return-Path").value_or(std::string()));
    return path.size() > 2 && path.startsWith(QLatin1Char('<')) ? path.mid(1, path.size() - 2) : path;
}

} // namespace

void Letters::learn(const store::Change &change)
{
    const auto *saved = std::get_if<store::QueueSaved>(&change);
    if (!saved || !saved->letter.message)
        return;
    const mail::Path &from = saved->letter.envelope.from;
    m_known.try_emplace(saved->letter.mail, Known{from.isNull() ? QStringLiteral("<>") : text(from.print()),
                                                  subjectOf(*saved->letter.message)});
    if (m_known.size() > kKnownLimit)
        m_known.erase(m_known.begin()); // ids grow: the first is the oldest
}

std::vector<LetterSeen> Letters::seen(const Turn &turn)
{
    std::vector<LetterSeen> seen;
    for (const store::Change &change : turn.changes) {
        learn(change);
        const auto *added = std::get_if<store::LetterAdded>(&change);
        if (added && !added->recipient.empty() && added->letter.message)
            seen.push_back({added->letter.mail, senderOf(*added->letter.message), text(added->recipient),
                            subjectOf(*added->letter.message), QStringLiteral("stored")});
    }
    for (const Record &record : turn.records) {
        if (record.kind != Kind::LetterBounced && record.kind != Kind::LetterDropped)
            continue;
        const auto known = m_known.find(record.mail);
        const QString what =
            record.kind == Kind::LetterBounced ? QStringLiteral("bounced: ") : QStringLiteral("dropped: ");
        seen.push_back({record.mail, known == m_known.end() ? QStringLiteral("?") : known->second.from,
                        text(record.facts.text(Key::Recipient)),
                        known == m_known.end() ? QString() : known->second.subject,
                        what + text(record.facts.text(Key::Reason))});
    }
    return seen;
}

} // namespace mf::live
