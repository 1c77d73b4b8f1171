#include "ui/programs/letter_model.h"

#include "sim/mail/date.h"
#include "sim/mail/mime.h"
#include "ui/text.h"

#include <QDateTime>
#include <QFont>
#include <QLocale>

#include <algorithm>
#include <utility>

namespace mf::ui {

namespace {

using story::WrittenLetter;

/// "Bob <bob@example.org>" is Bob.
QString correspondents(const mail::Message &message, std::string_view field)
{
    const auto value = message.header(field);
    if (!value)
        return {};
    QStringList names;
    for (const mail::HeaderAddress &one : mail::parseAddresses(*value))
        if (!one.localPart.empty())
            names << text(one.name.empty() ? one.localPart + '@' + one.domain : mail::decodeHeader(one.name));
    return names.isEmpty() ? text(mail::decodeHeader(*value)) : names.join(QStringLiteral(", "));
}

QString dateText(CalendarTime time)
{
    const auto ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch());
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(ms.count(), Qt::UTC);
    return QLocale().toString(moment, QStringLiteral("d MMM yyyy, HH:mm 'UTC'"));
}

} // namespace

QString readableField(const mail::Message &message, std::string_view name)
{
    return text(mail::decodeHeader(message.header(name).value_or("")));
}

QString readableDate(const mail::Message &message)
{
    const std::string written = message.header("Date").value_or("");
    const auto time = mail::parseDate(written);
    return time ? dateText(*time) : text(written);
}

// ---- what is shown ------------------------------------------------------------------------------------

void LetterModel::showMailbox(mf::Mailbox mailbox, Keeps keeps, std::set<Uid> onServer)
{
    Source source;
    source.mailbox = std::move(mailbox);
    source.keeps = keeps;
    source.onServer = std::move(onServer);
    show(Kind::Mailbox, std::move(source));
}

void LetterModel::showWritten(const Trace &trace, std::vector<WrittenLetter> letters, const QString &server)
{
    Source source;
    source.trace = &trace;
    source.written = std::move(letters);
    source.server = server;
    show(Kind::Written, std::move(source));
}

/// Letters come at the end of what is kept, so the rows that stay are the lower ones.
void LetterModel::show(Kind kind, Source source)
{
    if (kind != m_kind) {
        beginResetModel();
        m_kind = kind;
        m_source = std::move(source);
        m_rows = sizeOf(m_kind, m_source);
        endResetModel();
        emit headerDataChanged(Qt::Horizontal, 0, kColumnCount - 1);
        return;
    }
    const int size = sizeOf(kind, source);
    int same = 0;
    while (same < m_rows && same < size && keyOf(kind, m_source, same) == keyOf(kind, source, same))
        ++same;
    if (same < m_rows) {
        beginRemoveRows({}, 0, m_rows - same - 1);
        m_source = source;
        m_rows = same;
        endRemoveRows();
    }
    m_source = std::move(source);
    if (same > 0)
        emit dataChanged(index(0, 0), index(same - 1, kColumnCount - 1));
    if (same < size) {
        beginInsertRows({}, 0, size - same - 1);
        m_rows = size;
        endInsertRows();
    }
}

int LetterModel::sizeOf(Kind kind, const Source &source)
{
    if (kind == Kind::Written)
        return int(source.written.size());
    return source.mailbox ? int(source.mailbox->letters.size()) : 0;
}

quint64 LetterModel::keyOf(Kind kind, const Source &source, int place)
{
    return kind == Kind::Written ? source.written[std::size_t(place)].record
                                 : source.mailbox->letters[std::size_t(place)].uid;
}

quint64 LetterModel::keyAt(int row) const { return keyOf(m_kind, m_source, placeOf(row)); }

int LetterModel::rowOf(quint64 key) const
{
    for (int row = 0; row < m_rows; ++row)
        if (keyAt(row) == key)
            return row;
    return -1;
}

const StoredLetter *LetterModel::letterAt(int row) const
{
    const bool there = m_kind == Kind::Mailbox && row >= 0 && row < m_rows;
    return there ? &m_source.mailbox->letters[std::size_t(placeOf(row))] : nullptr;
}

const WrittenLetter *LetterModel::writtenAt(int row) const
{
    const bool there = m_kind == Kind::Written && row >= 0 && row < m_rows;
    return there ? &m_source.written[std::size_t(placeOf(row))] : nullptr;
}

// ---- cells --------------------------------------------------------------------------------------------

QString LetterModel::progressText(const WrittenLetter &letter) const
{
    switch (letter.progress) {
    case WrittenLetter::Progress::Waiting:
        return letter.said.empty() ? tr("waiting to be sent")
                                   : tr("will be tried again at t = %1").arg(timeText(letter.retryAt));
    case WrittenLetter::Progress::BeingSent: return tr("being sent");
    case WrittenLetter::Progress::Taken:
        return letter.said.empty() ? tr("taken by %1").arg(m_source.server)
                                   : tr("not for everybody: %1").arg(text(letter.said));
    case WrittenLetter::Progress::Refused: return tr("refused: %1").arg(text(letter.said));
    case WrittenLetter::Progress::Discarded: return tr("taken out of the outbox");
    }
    return {};
}

QString LetterModel::mailboxText(const StoredLetter &letter, int column) const
{
    if (!letter.message)
        return column == Subject ? tr("(not in memory)") : QString();
    switch (column) {
    case Mark:
        return letter.flags.has(Flags::Deleted) ? QStringLiteral("✗")
               : letter.flags.has(Flags::Seen)  ? QString()
                                                : QStringLiteral("●");
    case Person: return correspondents(*letter.message, "From");
    case Subject: return readableField(*letter.message, "Subject");
    case Date: return readableDate(*letter.message);
    case State:
        if (m_source.keeps == Keeps::Imap)
            return letter.flags.has(Flags::Seen) ? tr("read") : tr("new");
        return m_source.onServer.contains(letter.uid) ? tr("here and on the server") : tr("only here");
    }
    return {};
}

QString LetterModel::writtenText(const WrittenLetter &letter, int column) const
{
    if (letter.record >= m_source.trace->size())
        return {}; // another branch is looked at, and this is not told yet
    const Record &record = (*m_source.trace)[letter.record];
    switch (column) {
    case Mark:
        return letter.progress == WrittenLetter::Progress::Refused     ? QStringLiteral("!")
               : letter.progress == WrittenLetter::Progress::BeingSent ? QStringLiteral("→")
               : letter.progress == WrittenLetter::Progress::Waiting   ? QStringLiteral("…")
                                                                       : QString();
    case Person: {
        QStringList names;
        record.facts.forEach([&](Key key, std::string_view value) {
            if (key == Key::To)
                names << text(value);
        });
        return names.isEmpty() ? tr("(nobody)") : names.join(QStringLiteral(", "));
    }
    case Subject: return text(record.facts.text(Key::Subject));
    case Date: return tr("t = %1").arg(timeText(record.at));
    case State: return progressText(letter);
    }
    return {};
}

bool LetterModel::isMarked(int row) const
{
    if (const StoredLetter *letter = letterAt(row))
        return !letter->flags.has(Flags::Seen);
    return writtenAt(row)->progress == WrittenLetter::Progress::Refused;
}

QVariant LetterModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    if (role == Qt::FontRole && isMarked(index.row())) {
        QFont bold;
        bold.setBold(true);
        return bold;
    }
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (index.column() == Mark ? Qt::AlignHCenter : Qt::AlignLeft));
    const bool says = role == Qt::DisplayRole || role == Qt::ToolTipRole || role == Qt::AccessibleTextRole;
    if (!says)
        return {};
    if (role == Qt::AccessibleTextRole && index.column() == Mark && showsMailbox())
        return isMarked(index.row()) ? tr("new") : tr("read");
    if (const StoredLetter *letter = letterAt(index.row()))
        return mailboxText(*letter, index.column());
    return writtenText(*writtenAt(index.row()), index.column());
}

QVariant LetterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Mark: return QString();
    case Person: return showsMailbox() ? tr("From") : tr("To");
    case Subject: return tr("Subject");
    case Date: return showsMailbox() ? tr("Date") : tr("Written");
    case State: return tr("State");
    case kColumnCount: break;
    }
    return {};
}

} // namespace mf::ui
