// The list of a mail program: the letters of a mailbox, or those that were written here, newest first. Rows
// are made when they are looked at.
#pragma once

#include "sim/story/desk.h"
#include "sim/wire/mailbox.h"
#include "ui/palette.h"

#include <QAbstractTableModel>

#include <set>
#include <vector>

namespace mf::ui {

class LetterModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Mark, Person, Subject, Date, State, kColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Where the letters of a mailbox are besides here.
    enum class Keeps : std::uint8_t { Imap, Pop3 };
    /// `onServer`: UIDs; only looked at with POP3.
    void showMailbox(Mailbox mailbox, Keeps keeps, std::set<Uid> onServer);
    /// `trace` outlives the next call; `server` is who takes them.
    void showWritten(const Trace &trace, std::vector<story::WrittenLetter> letters, const QString &server);

    bool showsMailbox() const { return m_kind == Kind::Mailbox; }
    /// What a row is known by whatever comes and goes: UID, or record; and back: -1 if it is not here.
    quint64 keyAt(int row) const;
    int rowOf(quint64 key) const;
    /// Null where the model shows the other kind.
    const StoredLetter *letterAt(int row) const;
    const story::WrittenLetter *writtenAt(int row) const;
    QString progressText(const story::WrittenLetter &letter) const;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_rows; }
    int columnCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : kColumnCount;
    }
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    enum class Kind : std::uint8_t { Mailbox, Written };
    struct Source {
        mf::Mailbox mailbox;
        std::set<Uid> onServer;
        Keeps keeps = Keeps::Imap;
        const Trace *trace = nullptr;
        std::vector<story::WrittenLetter> written;
        QString server;
    };

    void show(Kind kind, Source source);
    static int sizeOf(Kind kind, const Source &source);
    static quint64 keyOf(Kind kind, const Source &source, int place);
    int placeOf(int row) const { return m_rows - 1 - row; }
    QString mailboxText(const StoredLetter &letter, int column) const;
    QString writtenText(const story::WrittenLetter &letter, int column) const;
    bool isMarked(int row) const;

    Kind m_kind = Kind::Mailbox;
    Source m_source;
    int m_rows = 0;
};

/// A field of a letter as a person reads it: decoded; addresses by name where they have one.
QString readableField(const mail::Message &message, std::string_view name);
/// "2 Mar 2026, 09:00 UTC"; what is no date stays as it is written.
QString readableDate(const mail::Message &message);

} // namespace mf::ui
