#include "ui/programs/mail_program.h"

#include "sim/mail/mime.h"
#include "ui/canvas/stage.h"
#include "ui/programs/folder_list.h"
#include "ui/programs/letter_model.h"
#include "ui/programs/letter_view.h"
#include "ui/programs/step_bar.h"
#include "ui/simulation.h"
#include "ui/style.h"
#include "ui/text.h"

#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QTableView>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

using node::Incoming;
using story::WrittenLetter;

std::set<Uid> uidsOf(const CowMap<std::string, Uid> &known)
{
    std::set<Uid> uids;
    known.forEach([&](const std::string &, Uid uid) { uids.insert(uid); });
    return uids;
}

Mailbox mailboxOf(const node::NodeView &view, std::string_view name)
{
    for (const node::MailboxView &box : view.mailboxes)
        if (box.mailbox && box.mailbox->name == name)
            return box.mailbox;
    return nullptr;
}

/// What an outbox letter is written anew from.
SendAction draftOf(const mail::Message &letter)
{
    SendAction draft;
    for (const auto &[field, into] : {std::pair("To", &draft.to), {"Cc", &draft.cc}})
        for (const mail::HeaderAddress &one : mail::parseAddresses(letter.header(field).value_or("")))
            into->push_back(one.localPart + '@' + one.domain);
    draft.subject = mail::decodeHeader(letter.header("Subject").value_or(""));
    const mail::Reading reading = mail::readingOf(letter);
    if (reading.plain != mail::Reading::kNone)
        draft.body = utf8(text(mail::decodedText(letter, letter.parts()[std::size_t(reading.plain)]))
                              .replace(QStringLiteral("\r\n"), QStringLiteral("\n")));
    for (const mail::AttachedFile &file : reading.files)
        draft.attachments.push_back(
            {file.name, file.type, Blob(mail::decodedBody(letter, letter.parts()[file.part]))});
    return draft;
}

} // namespace

MailProgram::MailProgram(Simulation &simulation, story::Desk &desk, NodeId node, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_simulation(simulation)
    , m_desk(desk)
    , m_node(node)
    , m_folders(new FolderList)
    , m_list(new QTableView)
    , m_model(new LetterModel(this))
    , m_reader(new LetterView)
    , m_state(new QLabel)
    , m_check(new QPushButton(tr("&Check mail")))
    , m_write(new QPushButton(tr("&Write")))
    , m_reply(new QPushButton(tr("&Reply")))
    , m_read(new QPushButton(tr("&Mark as read")))
    , m_move(new QPushButton(tr("Mo&ve to …")))
    , m_delete(new QPushButton(tr("&Delete")))
    , m_again(new QPushButton(tr("Write a&new")))
    , m_moveMenu(new QMenu(this))
{
    const QString user = text(spec().user);
    setWindowTitle(tr("%1's mail – %2").arg(personOf(spec().user), text(spec().name)));
    setAccessibleName(tr("Mail program of %1").arg(user));
    resize(fitting({900, 600}, *this));
    layOut();
    connect(m_check, &QPushButton::clicked, this, &MailProgram::checkMail);
    connect(m_write, &QPushButton::clicked, this, &MailProgram::write);
    connect(m_reply, &QPushButton::clicked, this, &MailProgram::reply);
    connect(m_read, &QPushButton::clicked, this, &MailProgram::toggleRead);
    connect(m_move, &QPushButton::clicked, this, &MailProgram::chooseTarget);
    connect(m_delete, &QPushButton::clicked, this, &MailProgram::remove);
    connect(m_again, &QPushButton::clicked, this, &MailProgram::again);
    connect(&simulation, &Simulation::viewMoved, this, &MailProgram::refresh);
    connect(&simulation, &Simulation::traceReplaced, this, &MailProgram::refresh);
    refresh();
    connect(m_folders, &FolderList::currentRowChanged, this, &MailProgram::refresh);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &MailProgram::refreshReader);
}

void MailProgram::layOut()
{
    const bool pop3 = spec().incoming == Incoming::Pop3;
    m_check->setToolTip(tr("Asks the server for new mail: step to see how."));
    m_write->setToolTip(spec().outgoing.empty() ? tr("This device has no server to hand letters to.")
                                                : tr("Writes a letter as %1.").arg(text(spec().user)));
    m_read->setToolTip(pop3 ? tr("Only on this device: POP3 has no way to tell the server.")
                            : tr("Here and, by STORE, on the server: other devices see it."));
    m_delete->setToolTip(pop3 ? tr("On this device; a copy on the server goes at the next visit.")
                              : tr("On the server first; this device follows when it has said yes."));
    m_move->setToolTip(pop3 ? tr("POP3 knows one mailbox only.")
                            : tr("By MOVE on the server; which mailboxes there are, a check of mail tells."));
    m_move->setVisible(!pop3);
    m_list->setModel(m_model);
    m_list->setAccessibleName(tr("Letters"));
    m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setShowGrid(false);
    m_list->setWordWrap(false);
    m_list->setTabKeyNavigation(false);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->verticalHeader()->hide();
    m_list->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    QHeaderView *header = m_list->horizontalHeader();
    header->setHighlightSections(false);
    header->setStretchLastSection(true);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->resizeSection(LetterModel::Mark, 26);
    header->resizeSection(LetterModel::Person, 150);
    header->resizeSection(LetterModel::Subject, 190);
    header->resizeSection(LetterModel::Date, 160);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);

    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_check, m_write, m_reply, m_read, m_move, m_delete, m_again}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *right = new QSplitter(Qt::Vertical);
    right->addWidget(m_list);
    right->addWidget(m_reader);
    right->setSizes({180, 340});
    right->setChildrenCollapsible(false);
    auto *across = new QHBoxLayout;
    across->setSpacing(0);
    across->addWidget(m_folders);
    across->addWidget(right, 1);
    auto *all = new QVBoxLayout(this);
    all->addLayout(buttons);
    all->addLayout(across, 1);
    all->addWidget(m_state);
    all->addWidget(new StepBar(m_simulation));
}

const NodeSpec &MailProgram::spec() const
{
    const World &world = m_simulation.world();
    return *world.scenario().node(world.node(m_node).name());
}

QString MailProgram::stateText() const { return m_state->text(); }
int MailProgram::currentRow() const { return m_list->currentIndex().row(); }

// ---- what is seen -------------------------------------------------------------------------------------

void MailProgram::refresh()
{
    m_desk.grow(m_simulation.trace(), m_simulation.trace().size());
    const node::NodeView view = m_simulation.world().view(m_node);
    m_folders->showFolders(view);
    refreshList(view);
    refreshReader();
    refreshState(view);
}

void MailProgram::refreshList(const node::NodeView &view)
{
    const quint64 key = m_key;
    const std::string &folder = m_folders->chosen().mailbox;
    const bool same = m_folder == folder;
    if (!folder.empty()) {
        const bool pop3 = spec().incoming == Incoming::Pop3;
        m_model->showMailbox(mailboxOf(view, folder),
                             pop3 ? LetterModel::Keeps::Pop3 : LetterModel::Keeps::Imap,
                             pop3 ? uidsOf(view.onServer) : std::set<Uid>());
    } else {
        const Trace &trace = m_simulation.trace();
        m_model->showWritten(trace, m_desk.lettersOf(m_node, trace, m_simulation.recordsShown(), view),
                             text(spec().outgoing));
    }
    m_folder = folder;
    const int row = same && key != 0 ? m_model->rowOf(key) : -1;
    const int chosen = row >= 0 ? row : m_model->rowCount() > 0 ? 0 : -1;
    m_list->setCurrentIndex(m_model->index(chosen, LetterModel::Subject));
}

void MailProgram::refreshReader()
{
    const int row = currentRow();
    std::shared_ptr<const mail::Message> letter;
    if (const StoredLetter *stored = m_model->letterAt(row))
        letter = stored->message;
    else if (const WrittenLetter *written = m_model->writtenAt(row);
             written && written->record < m_simulation.trace().size())
        letter = mail::Message::parse(m_simulation.trace()[written->record].bytes.joined());
    m_key = row >= 0 ? m_model->keyAt(row) : 0;
    m_reader->show(std::move(letter), emptyText());
    m_reader->setNotice(noticeOf(row));
    refreshButtons();
}

/// What went wrong with a letter that was written here, in the server's own words.
QString MailProgram::noticeOf(int row) const
{
    const WrittenLetter *written = m_model->writtenAt(row);
    if (written == nullptr || written->said.empty())
        return {};
    const QString about = text(written->about);
    return about.isEmpty()
               ? tr("%1 did not take it: %2").arg(text(spec().outgoing), text(written->said))
               : tr("%1 did not take it for %2: %3").arg(text(spec().outgoing), about, text(written->said));
}

QString MailProgram::emptyText() const
{
    if (!m_model->showsMailbox())
        return tr("Nothing has been written here up to this moment. Press Write.");
    if (spec().incoming == Incoming::None)
        return tr("This device is not set up to fetch mail; it only writes.");
    const FolderList::Folder &folder = m_folders->chosen();
    if (!folder.isHere)
        return tr("%1 is on %2 and not on this device yet. Press Check mail, then Next to see how it is "
                  "fetched.")
            .arg(folder.name, text(spec().incomingServer));
    if (folder.mailbox != "INBOX")
        return tr("No letter lies in %1, as far as this device knows. Press Check mail to ask %2.")
            .arg(folder.name, text(spec().incomingServer));
    return tr("No letters have come to this device up to this moment. Press Check mail, then Next to see how "
              "it asks.");
}

/// Where the letters are besides here.
QString MailProgram::serverText(const node::NodeView &view) const
{
    const World &world = m_simulation.world();
    const NodeId server = world.nodeNamed(spec().incomingServer);
    if (spec().incoming == Incoming::None || server == NodeId::None)
        return {};
    const std::string folder = m_model->showsMailbox() ? m_folders->chosen().mailbox : "INBOX";
    std::size_t there = 0;
    for (const node::MailboxView &box : world.view(server).mailboxes)
        if (box.account == spec().user && box.mailbox && box.mailbox->name == folder)
            there = box.mailbox->letters.size();
    const Mailbox mailbox = mailboxOf(view, folder);
    const std::size_t here = mailbox ? mailbox->letters.size() : 0;
    const QString words = spec().incoming == Incoming::Pop3
                              ? tr("POP3: on this device %1, on %3 %2.")
                              : tr("IMAP: on this device %1, on %3 %2 for all devices.");
    return words.arg(here).arg(there).arg(text(spec().incomingServer));
}

void MailProgram::refreshState(const node::NodeView &view)
{
    QStringList words{serverText(view)};
    bool checks = false;
    for (const StreamView &stream : m_simulation.world().streams())
        checks = checks
                 || (stream.client == m_node && stream.clientSession
                     && (stream.clientSession->protocol == "pop3" || stream.clientSession->protocol == "imap")
                     && stream.clientSession->state != "typing");
    if (checks)
        words << tr("Talking to the server now.");
    else if (const auto last = m_desk.lastCheck(m_node, m_simulation.recordsShown()))
        words << m_simulation.teller().sentence(m_simulation.trace()[*last]);
    words.removeAll(QString());
    m_state->setText(words.join(QStringLiteral(" ")));
    m_state->setVisible(!words.isEmpty());
}

void MailProgram::refreshButtons()
{
    const StoredLetter *stored = m_model->letterAt(currentRow());
    const WrittenLetter *written = m_model->writtenAt(currentRow());
    const bool inOutbox = written
                          && (written->progress == WrittenLetter::Progress::Waiting
                              || written->progress == WrittenLetter::Progress::Refused);
    m_check->setEnabled(spec().incoming != Incoming::None);
    m_write->setEnabled(!spec().outgoing.empty());
    m_reply->setEnabled(stored && stored->message && m_write->isEnabled());
    m_read->setEnabled(stored);
    m_read->setText(stored && stored->flags.has(Flags::Seen) ? tr("&Mark as new") : tr("&Mark as read"));
    m_move->setEnabled(mayMove());
    m_delete->setEnabled(stored || inOutbox);
    m_delete->setText(written ? tr("Take &out of the outbox") : tr("&Delete"));
    m_again->setVisible(written && written->progress != WrittenLetter::Progress::Taken);
}

// ---- what a person does -------------------------------------------------------------------------------

/// INBOX and what is on the device is looked at anyway.
void MailProgram::checkMail()
{
    const FolderList::Folder &folder = m_folders->chosen();
    m_simulation.act(CheckMailAt{spec().name, folder.isHere ? std::string() : folder.mailbox});
}

void MailProgram::write() { emit composeWanted(text(spec().name), text(spec().user), {}); }

void MailProgram::reply()
{
    const StoredLetter *stored = m_model->letterAt(currentRow());
    if (!stored || !stored->message)
        return;
    mail::Answer answer = mail::answerTo(*stored->message);
    SendAction draft;
    draft.to = {answer.to};
    draft.subject = answer.subject;
    draft.body = '\n' + answer.quoted;
    draft.headers = std::move(answer.headers);
    emit composeWanted(text(spec().name), text(spec().user), draft);
}

void MailProgram::toggleRead()
{
    const StoredLetter *stored = m_model->letterAt(currentRow());
    if (!stored)
        return;
    const auto tending = stored->flags.has(Flags::Seen) ? node::Tending::MarkUnseen : node::Tending::MarkSeen;
    m_simulation.act(TendLetterAt{spec().name, m_folder, stored->uid, tending});
}

void MailProgram::remove()
{
    if (const WrittenLetter *written = m_model->writtenAt(currentRow()))
        m_simulation.act(DiscardLetterAt{spec().name, written->mail});
    else if (const StoredLetter *stored = m_model->letterAt(currentRow()))
        m_simulation.act(TendLetterAt{spec().name, m_folder, stored->uid, node::Tending::Delete});
}

bool MailProgram::mayMove() const
{
    return m_model->letterAt(currentRow()) && spec().incoming == Incoming::Imap
           && m_folders->mailboxes().size() > 1;
}

void MailProgram::chooseTarget()
{
    if (!mayMove())
        return;
    m_moveMenu->clear();
    for (const FolderList::Folder &folder : m_folders->mailboxes())
        if (folder.mailbox != m_folder)
            m_moveMenu->addAction(QString(folder.name).replace(u'&', QStringLiteral("&&")), this,
                                  [this, target = folder.mailbox] { move(target); });
    m_moveMenu->popup(m_move->mapToGlobal(m_move->rect().bottomLeft()));
}

void MailProgram::move(const std::string &target)
{
    if (const StoredLetter *stored = m_model->letterAt(currentRow()))
        m_simulation.act(TendLetterAt{spec().name, m_folder, stored->uid, node::Tending::Move, target});
}

void MailProgram::again()
{
    if (m_model->writtenAt(currentRow()) && m_reader->letter())
        emit composeWanted(text(spec().name), text(spec().user), draftOf(*m_reader->letter()));
}

} // namespace mf::ui
