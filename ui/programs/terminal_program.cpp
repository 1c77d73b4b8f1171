#include "ui/programs/terminal_program.h"

#include "sim/story/story.h"
#include "ui/language.h"
#include "ui/palette.h"
#include "ui/programs/step_bar.h"
#include "ui/programs/typed_line.h"
#include "ui/simulation.h"
#include "ui/style.h"
#include "ui/text.h"

#include <QCheckBox>
#include <QComboBox>
#include <QEvent>
#include <QFontDatabase>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

namespace mf::ui {

namespace {

using node::Service;

constexpr int kTranscriptLimit = 5000; // lines
constexpr Service kTyped[] = {Service::Smtp, Service::Submission, Service::Submissions, Service::Lmtp,
                              Service::Pop3, Service::Pop3s,      Service::Imap,        Service::Imaps};

QComboBox *box(const QString &name)
{
    auto *combo = new QComboBox;
    combo->setAccessibleName(name);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return combo;
}

/// The last of the line is a password.
bool tellsPassword(const QString &line)
{
    for (const char *verb : {"PASS ", "AUTH ", "LOGIN ", "AUTHENTICATE ", "APOP "})
        if (line.contains(QLatin1String(verb), Qt::CaseInsensitive))
            return true;
    return false;
}

} // namespace

TerminalProgram::TerminalProgram(Simulation &simulation, story::Typings &typings, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_simulation(simulation)
    , m_typings(typings)
    , m_client(box(tr("Typed at")))
    , m_server(box(tr("Server")))
    , m_service(box(tr("Service")))
    , m_plain(box(tr("What AUTH PLAIN would be")))
    , m_connect(new QPushButton(tr("&Connect")))
    , m_hangUp(new QPushButton(tr("&Hang up")))
    , m_transcript(new QPlainTextEdit)
    , m_hints(new QListWidget)
    , m_state(new QLabel)
    , m_plainText(new QLabel)
    , m_line(new TypedLine)
    , m_steps(new QCheckBox(tr("&Step to the answer")))
{
    setWindowTitle(tr("Type by hand"));
    setAccessibleName(tr("Terminal"));
    resize(fitting({900, 600}, *this));
    layOut();
    fillMachines();
    connect(m_server, &QComboBox::currentIndexChanged, this, &TerminalProgram::fillServices);
    for (QComboBox *combo : {m_client, m_server, m_service})
        connect(combo, &QComboBox::currentIndexChanged, this, &TerminalProgram::refresh);
    connect(m_plain, &QComboBox::activated, this, &TerminalProgram::offerPlain);
    connect(m_connect, &QPushButton::clicked, this, &TerminalProgram::connectNow);
    connect(m_hangUp, &QPushButton::clicked, this, &TerminalProgram::hangUp);
    connect(m_line, &TypedLine::linesTyped, this, &TerminalProgram::type);
    connect(m_hints, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) {
        m_line->setText(item->data(Qt::UserRole).toString());
        m_line->setFocus();
    });
    connect(&simulation, &Simulation::viewMoved, this, &TerminalProgram::refresh);
    connect(&simulation, &Simulation::traceReplaced, this, &TerminalProgram::refresh);
    connect(&simulation, &Simulation::busyChanged, this, [this](bool busy) {
        if (!busy)
            typeNext();
    });
    refresh();
}

void TerminalProgram::layOut()
{
    m_transcript->setReadOnly(true);
    m_transcript->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_transcript->setAccessibleName(tr("What was said"));
    m_transcript->setMaximumBlockCount(kTranscriptLimit);
    m_transcript->setPlaceholderText(
        tr("Nobody has called this service by hand from here, up to this moment. Press Connect."));
    m_line->setFont(m_transcript->font());
    m_hints->setAccessibleName(tr("What may be typed next"));
    m_hints->setToolTip(tr("Double-click, or Return: puts an example into the line."));
    m_hints->setWordWrap(true);
    m_hints->setSpacing(2);
    m_hints->setFixedWidth(300);
    m_hints->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    m_plainText->setTextFormat(Qt::PlainText);
    m_plainText->setWordWrap(true);
    m_plainText->setForegroundRole(QPalette::PlaceholderText);
    m_steps->setChecked(true);
    m_steps->setToolTip(tr("After each line, time runs on until the server has answered."));

    auto *where = new QHBoxLayout;
    where->addWidget(new QLabel(tr("At")));
    where->addWidget(m_client);
    where->addWidget(new QLabel(tr("call")));
    where->addWidget(m_server);
    where->addWidget(m_service);
    where->addStretch();
    where->addWidget(m_connect);
    where->addWidget(m_hangUp);
    auto *right = new QVBoxLayout;
    right->addWidget(m_state);
    right->addWidget(m_hints, 1);
    right->addWidget(m_plain);
    right->addWidget(m_plainText);
    auto *middle = new QHBoxLayout;
    middle->addWidget(m_transcript, 1);
    middle->addLayout(right);
    auto *input = new QHBoxLayout;
    input->addWidget(m_line, 1);
    input->addWidget(m_steps);
    auto *all = new QVBoxLayout(this);
    all->addLayout(where);
    all->addLayout(middle, 1);
    all->addLayout(input);
    all->addWidget(new StepBar(m_simulation));
}

// ---- where --------------------------------------------------------------------------------------------

void TerminalProgram::fillMachines()
{
    const World &world = m_simulation.world();
    for (std::size_t i = 0; i < world.nodeCount(); ++i) {
        const node::Node &node = world.node(NodeId(i));
        const bool types = node.kind() == node::NodeKind::Client || node.kind() == node::NodeKind::Host;
        if (types)
            m_client->addItem(text(node.name()), uint(i));
        else if (node.kind() == node::NodeKind::MailServer)
            m_server->addItem(text(node.name()), uint(i));
    }
    fillServices();
}

void TerminalProgram::fillServices()
{
    const QSignalBlocker quiet(m_service);
    m_service->clear();
    if (server() == NodeId::None)
        return;
    const World &world = m_simulation.world();
    for (const Service service : kTyped)
        if (world.node(server()).listen(node::standardPort(service)))
            m_service->addItem(
                tr("%1 (port %2)").arg(text(node::name(service))).arg(node::standardPort(service)),
                int(service));
    fillUsers();
}

/// The people who have an account at that server.
void TerminalProgram::fillUsers()
{
    m_plain->clear();
    m_plain->addItem(tr("AUTH PLAIN: what would it be for …?"));
    for (const DomainSpec &domain : m_simulation.world().scenario().domains)
        for (const UserSpec &user : domain.users)
            m_plain->addItem(text(user.name + '@' + domain.name),
                             text(user.password.empty() ? user.name : user.password));
}

void TerminalProgram::choose(NodeId node)
{
    for (QComboBox *combo : {m_client, m_server})
        if (const int at = combo->findData(uint(raw(node))); at >= 0)
            combo->setCurrentIndex(at);
}

void TerminalProgram::chooseService(Service service)
{
    if (const int at = m_service->findData(int(service)); at >= 0)
        m_service->setCurrentIndex(at);
}

NodeId TerminalProgram::client() const
{
    return m_client->count() == 0 ? NodeId::None : NodeId(m_client->currentData().toUInt());
}
NodeId TerminalProgram::server() const
{
    return m_server->count() == 0 ? NodeId::None : NodeId(m_server->currentData().toUInt());
}
Service TerminalProgram::service() const { return Service(m_service->currentData().toInt()); }

const story::TypedTalk *TerminalProgram::talk() const
{
    return m_typings.newest(client(), server(), service(), m_simulation.recordsShown());
}

/// The connection as it stands; nothing: it does not.
std::optional<StreamView> TerminalProgram::stream() const
{
    if (const story::TypedTalk *typed = talk())
        for (const StreamView &view : m_simulation.world().streams())
            if (view.id == typed->stream && view.clientSession && view.clientSession->state == "typing")
                return view;
    return std::nullopt;
}

// ---- what is seen -------------------------------------------------------------------------------------

QString TerminalProgram::transcript() const { return m_transcript->toPlainText(); }

QStringList TerminalProgram::hints() const
{
    QStringList all;
    for (int i = 0; i < m_hints->count(); ++i)
        all << m_hints->item(i)->text();
    return all;
}

void TerminalProgram::refresh()
{
    m_typings.grow(m_simulation.trace(), m_simulation.trace().size());
    const bool possible = client() != NodeId::None && m_service->count() > 0;
    const std::optional<StreamView> standing = stream();
    m_connect->setEnabled(possible && !standing);
    m_hangUp->setEnabled(standing && standing->established);
    m_line->setEnabled(standing && standing->established);
    refreshTranscript(talk());
    refreshHints(standing);
}

/// "C: EHLO me", "S: 250 ...". Nothing: it is not yet to be seen here.
QString TerminalProgram::shown(const Record &record, const story::TypedTalk &talk) const
{
    if (record.kind != Kind::Segment)
        return record.kind == Kind::StreamOpening
                   ? QString()
                   : QStringLiteral("--  %1").arg(m_simulation.teller().sentence(record));
    const bool typed = record.from == talk.client;
    if (!typed && record.until > m_simulation.world().now())
        return {};
    const QString who = typed ? QStringLiteral("C:  ") : QStringLiteral("S:  ");
    return who + m_simulation.teller().octets(record).trimmed().replace(u'\n', QStringLiteral("\n") + who);
}

void TerminalProgram::refreshTranscript(const story::TypedTalk *talk)
{
    QStringList lines;
    for (std::size_t i = 0; talk && i < talk->records.size(); ++i)
        if (talk->records[i] < m_simulation.recordsShown())
            if (const QString line = shown(m_simulation.trace()[talk->records[i]], *talk); !line.isEmpty())
                lines << line.split(u'\n');
    const bool grows =
        lines.size() >= m_lines.size() && std::equal(m_lines.begin(), m_lines.end(), lines.begin());
    if (!grows) {
        m_transcript->clear();
        m_lines.clear();
    }
    const Theme &theme = Theme::of(palette());
    QTextCursor cursor(m_transcript->document());
    cursor.movePosition(QTextCursor::End);
    for (qsizetype i = m_lines.size(); i < lines.size(); ++i) {
        QTextCharFormat format;
        format.setForeground(lines[i].startsWith(u'C')   ? theme.client
                             : lines[i].startsWith(u'S') ? theme.server
                                                         : theme.quietInk);
        if (!m_transcript->document()->isEmpty())
            cursor.insertBlock();
        cursor.insertText(lines[i], format);
    }
    m_lines = lines;
    m_transcript->moveCursor(QTextCursor::End);
}

story::Typist TerminalProgram::typist() const
{
    const World &world = m_simulation.world();
    story::Typist typist;
    if (client() == NodeId::None)
        return typist;
    typist.host = world.node(client()).name();
    typist.user = world.scenario().node(typist.host)->user;
    for (const DomainSpec &domain : world.scenario().domains)
        for (const UserSpec &user : domain.users) {
            const std::string address = user.name + '@' + domain.name;
            if (typist.user.empty())
                typist.user = address;
            if (typist.recipient.empty() && address != typist.user)
                typist.recipient = address;
        }
    int typed = 1;
    for (const QString &line : m_lines)
        typed += line.startsWith(u'C') ? 1 : 0;
    typist.tag = utf8(QStringLiteral("a%1").arg(typed));
    return typist;
}

void TerminalProgram::refreshHints(const std::optional<StreamView> &stream)
{
    const bool speaks = stream && stream->established && stream->serverSession;
    QStringList verbs, examples;
    if (speaks)
        for (const std::string &verb : stream->serverSession->legalVerbs) {
            verbs << text(verb);
            examples << text(story::exampleLine(service(), verb, typist()));
        }
    if (!speaks)
        m_state->setText(stream ? tr("The call is under way: press Next.") : tr("Not connected."));
    else if (stream->serverSession->state == "Data")
        m_state->setText(tr("What you type now is the letter. A line with a single dot ends it."));
    else
        m_state->setText(tr("%1 · %2%3%4. May come next:")
                             .arg(text(stream->serverSession->protocol),
                                  m_simulation.teller().stateName(stream->serverSession->protocol,
                                                                  stream->serverSession->state),
                                  stream->encrypted ? tr(" · encrypted") : QString(),
                                  stream->serverSession->login.empty()
                                      ? QString()
                                      : tr(" · as %1").arg(text(stream->serverSession->login))));
    m_line->offer(examples);
    m_plain->setEnabled(speaks);
    const bool inText = speaks && stream->serverSession->state == "Data";
    m_hints->clear();
    for (qsizetype i = 0; i < verbs.size() && !inText; ++i) {
        const std::string_view hint =
            story::Words::builtIn(languageCode()).text(story::hintKey(service(), utf8(verbs[i])));
        auto *item = new QListWidgetItem(
            hint.empty() ? verbs[i] : QStringLiteral("%1  %2").arg(verbs[i], text(hint)), m_hints);
        item->setData(Qt::UserRole, examples[i]);
    }
}

void TerminalProgram::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::PaletteChange) {
        m_lines = QStringList{QString()}; // of other colours: written anew
        refresh();
    }
    QWidget::changeEvent(event);
}

// ---- what a person does -------------------------------------------------------------------------------

void TerminalProgram::connectNow()
{
    if (!m_connect->isEnabled())
        return;
    const World &world = m_simulation.world();
    m_waiting.clear();
    TypeAction call;
    call.node = world.node(client()).name();
    call.server = world.node(server()).name();
    call.service = service();
    call.staysOpen = true;
    m_simulation.act(call);
    m_typings.grow(m_simulation.trace(), m_simulation.trace().size());
    if (const story::TypedTalk *typed = talk())
        answerWanted(typed->stream);
    m_line->setFocus();
}

void TerminalProgram::hangUp()
{
    if (const auto standing = stream())
        m_simulation.act(HangUpAt{standing->id});
}

void TerminalProgram::type(const QStringList &lines)
{
    m_waiting << lines;
    typeNext();
}

/// One line, and so on when its answer has come; all of them at once where it is not stepped. Lines of a
/// letter have no answers.
void TerminalProgram::typeNext()
{
    while (!m_waiting.isEmpty() && !m_simulation.isBusy()) {
        const auto standing = stream();
        if (!standing || !standing->established)
            return m_waiting.clear();
        const QString line = m_waiting.takeFirst();
        if (!tellsPassword(line))
            m_line->remember(line);
        const bool inText = standing->serverSession && standing->serverSession->state == "Data";
        m_simulation.act(TypeLineAt{standing->id, utf8(line)});
        if (m_steps->isChecked() && (!inText || line == QLatin1String(".")))
            answerWanted(standing->id);
    }
}

void TerminalProgram::answerWanted(StreamId stream)
{
    if (m_steps->isChecked())
        m_simulation.toAnswer(stream, kPatience);
}

/// RFC 4616: base64 of NUL, name, NUL, password. Shown, and put into the line.
void TerminalProgram::offerPlain(int user)
{
    if (user <= 0)
        return;
    const QString login = m_plain->itemText(user), password = m_plain->itemData(user).toString();
    const QString response = text(story::plainResponse(utf8(login), utf8(password)));
    m_plainText->setText(tr("%1 is base64 of: NUL %2 NUL %3").arg(response, login, password));
    const bool imap = service() == Service::Imap || service() == Service::Imaps;
    m_line->setText(imap ? QStringLiteral("%1 AUTHENTICATE PLAIN %2").arg(text(typist().tag), response)
                         : QStringLiteral("AUTH PLAIN %1").arg(response));
    m_line->setFocus();
}

} // namespace mf::ui
