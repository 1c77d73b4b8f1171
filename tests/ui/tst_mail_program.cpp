// The mail programs of the clients: one writes as Alice and reads as Bob, by stepping; what is shown is what
// the device had at the viewed step; HTML fetches nothing.
#include "tests/ui/window_fixture.h"
#include "ui/canvas/canvas.h"
#include "ui/programs/composer.h"
#include "ui/programs/folder_list.h"
#include "ui/programs/letter_browser.h"
#include "ui/programs/letter_model.h"
#include "ui/programs/letter_view.h"
#include "ui/programs/mail_program.h"
#include "ui/programs/programs.h"
#include "ui/selection.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPalette>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace mf;
using namespace mf::ui;
using mf::test::WindowFixture;

namespace {

struct Desk : WindowFixture {
    explicit Desk(const char *scenario) : WindowFixture(scenario) { }

    MailProgram &open(const char *client)
    {
        window.programs().openMail(simulation.world().nodeNamed(client));
        return *window.programs().mailProgramOf(simulation.world().nodeNamed(client));
    }
    Composer &composer() { return *window.programs().composers().back(); }
    void write(MailProgram &program, const QString &to, const QString &subject, const QString &body)
    {
        program.write();
        field<QLineEdit>(composer(), "To").setText(to);
        field<QLineEdit>(composer(), "Subject").setText(subject);
        field<QPlainTextEdit>(composer(), "Text").setPlainText(body);
        composer().send();
    }
    template <typename Widget>
    static Widget &field(QWidget &in, const char *name)
    {
        for (Widget *widget : in.findChildren<Widget *>())
            if (widget->accessibleName() == QLatin1String(name))
                return *widget;
        qFatal("no field of that name");
    }
};

QString cell(MailProgram &program, int row, LetterModel::Column column)
{
    LetterModel &model = program.model();
    return row < model.rowCount() ? model.data(model.index(row, column), Qt::DisplayRole).toString()
                                  : QString();
}

QStringList subjects(MailProgram &program)
{
    QStringList all;
    for (int row = 0; row < program.model().rowCount(); ++row)
        all << cell(program, row, LetterModel::Subject);
    return all;
}

QPushButton &button(QWidget &in, const QString &text)
{
    for (QPushButton *one : in.findChildren<QPushButton *>())
        if (one->text().remove(u'&') == text)
            return *one;
    qFatal("no button of that name");
}

QStringList folders(MailProgram &program)
{
    QStringList all;
    for (int row = 0; row < program.folders().count(); ++row)
        all << program.folders().item(row)->text();
    return all;
}

void choose(MailProgram &program, const QString &folder)
{
    program.folders().setCurrentRow(int(folders(program).indexOf(folder)));
    QCOMPARE(program.folders().currentItem()->text(), folder);
}

/// Where the letter would be.
bool saysInstead(MailProgram &program, const QString &words)
{
    const auto labels = program.reader().findChildren<QLabel *>();
    return !program.reader().letter()
           && std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().contains(words); });
}

std::shared_ptr<const mail::Message> html(const QByteArray &body)
{
    const QByteArray octets = "Content-Type: text/html\r\n\r\n" + body + "\r\n";
    return mail::Message::parse(Blob(octets.toStdString()));
}

/// For looking at: where MAILFLOW_PICTURES names a folder.
void picture(QWidget &widget, const char *name)
{
    const QString folder = qEnvironmentVariable("MAILFLOW_PICTURES");
    if (folder.isEmpty())
        return;
    const QPalette light = QApplication::palette();
    for (const auto &[palette, way] : {std::pair(light, ""), {QPalette(0x3a3f47, 0x22262d), "-dark"}}) {
        QApplication::setPalette(palette);
        QApplication::sendPostedEvents();
        QVERIFY(widget.grab().save(QDir(folder).filePath(QLatin1String(name) + QLatin1String(way) + ".png")));
    }
    QApplication::setPalette(light);
}

} // namespace

class MailProgramTest : public QObject {
    Q_OBJECT

private slots:
    void oneWritesAsAliceAndReadsAsBob()
    {
        Desk desk("01-the-first-letter.yaml");
        desk.simulation.toEnd();
        MailProgram &alice = desk.open("alice-laptop");
        MailProgram &bob = desk.open("bob-laptop");
        QAbstractItemModelTester modelsOfAlice(&alice.model()), modelsOfBob(&bob.model());
        QCOMPARE(subjects(bob), QStringList{QStringLiteral("Hello")});

        desk.write(alice, QStringLiteral("Bob <bob@example.org>"), QStringLiteral("Grüße"),
                   QStringLiteral("One more.\n"));
        alice.folders().setCurrentRow(1);
        QCOMPARE(subjects(alice), (QStringList{QStringLiteral("Grüße"), QStringLiteral("Hello")}));
        QCOMPARE(cell(alice, 0, LetterModel::State), QStringLiteral("being sent"));
        desk.simulation.toEnd();
        QCOMPARE(cell(alice, 0, LetterModel::State), QStringLiteral("taken by mail.example.org"));
        QCOMPARE(subjects(bob).size(), 1); // nobody has looked

        button(bob, QStringLiteral("Check mail")).click();
        desk.simulation.toEnd();
        QCOMPARE(subjects(bob), (QStringList{QStringLiteral("Grüße"), QStringLiteral("Hello")}));
        bob.list().setCurrentIndex(bob.model().index(0, 0));
        QCOMPARE(bob.reader().browser().toPlainText().trimmed(), QStringLiteral("One more."));
        picture(bob, "mail-bob");
        picture(alice, "mail-alice");

        button(bob, QStringLiteral("Reply")).click();
        QCOMPARE(Desk::field<QLineEdit>(desk.composer(), "To").text(), QStringLiteral("alice@example.org"));
        QCOMPARE(Desk::field<QLineEdit>(desk.composer(), "Subject").text(), QStringLiteral("Re: Grüße"));
        QVERIFY(Desk::field<QPlainTextEdit>(desk.composer(), "Text")
                    .toPlainText()
                    .contains(QStringLiteral("> One more.")));
        desk.composer().send();
        desk.simulation.toEnd();
        button(alice, QStringLiteral("Check mail")).click();
        desk.simulation.toEnd();
        alice.folders().setCurrentRow(0);
        QCOMPARE(subjects(alice), QStringList{QStringLiteral("Re: Grüße")});
        QVERIFY(alice.reader().letter()->header("In-Reply-To").has_value());
    }

    void goingBackShowsWhatWasThere()
    {
        Desk desk("01-the-first-letter.yaml");
        MailProgram &bob = desk.open("bob-laptop");
        QAbstractItemModelTester models(&bob.model());
        QCOMPARE(bob.model().rowCount(), 0);
        desk.simulation.toEnd();
        QCOMPARE(subjects(bob), QStringList{QStringLiteral("Hello")});
        desk.simulation.toBegin();
        QCOMPARE(bob.model().rowCount(), 0);
        QVERIFY(!bob.reader().letter());
        desk.simulation.toEnd();
        QCOMPARE(subjects(bob), QStringList{QStringLiteral("Hello")});
    }

    void writingInThePastOpensAnotherFuture()
    {
        Desk desk("01-the-first-letter.yaml");
        desk.simulation.toEnd();
        desk.simulation.toTime(Instant(500ms));
        MailProgram &alice = desk.open("alice-laptop");
        desk.write(alice, QStringLiteral("bob@example.org"), QStringLiteral("First"), {});
        QCOMPARE(desk.simulation.history().branches().size(), 2u);
        alice.folders().setCurrentRow(1);
        QCOMPARE(subjects(alice), QStringList{QStringLiteral("First")});
        desk.simulation.toEnd();
        QCOMPARE(subjects(alice), (QStringList{QStringLiteral("Hello"), QStringLiteral("First")}));
        desk.simulation.switchTo(BranchId::Main);
        desk.simulation.toEnd();
        QCOMPARE(subjects(alice), QStringList{QStringLiteral("Hello")});
    }

    void refusedLettersSayWhatTheServerSaid()
    {
        Desk desk("01-the-first-letter.yaml");
        desk.simulation.toEnd();
        MailProgram &alice = desk.open("alice-laptop");
        desk.write(alice, QStringLiteral("nobody@example.org"), QStringLiteral("Who?"),
                   QStringLiteral("Hm.\n"));
        desk.simulation.toEnd();
        alice.folders().setCurrentRow(1);
        const QString state = cell(alice, 0, LetterModel::State);
        QVERIFY2(state.startsWith(QStringLiteral("refused: 550 5.1.1")), qPrintable(state));
        picture(alice, "mail-refused");
        button(alice, QStringLiteral("Write anew")).click();
        QCOMPARE(Desk::field<QPlainTextEdit>(desk.composer(), "Text").toPlainText(), QStringLiteral("Hm.\n"));
        Desk::field<QLineEdit>(desk.composer(), "To").setText(QStringLiteral("bob@example.org"));
        desk.composer().send();
        desk.simulation.toEnd();
        QCOMPARE(cell(alice, 0, LetterModel::State), QStringLiteral("taken by mail.example.org"));
        alice.list().setCurrentIndex(alice.model().index(1, 0));
        button(alice, QStringLiteral("Take out of the outbox")).click();
        QCOMPARE(cell(alice, 1, LetterModel::State), QStringLiteral("taken out of the outbox"));
        QVERIFY(desk.simulation.world().view(alice.node()).queue.empty());
    }

    void pop3HasItsLettersHereAndImapOnTheServer()
    {
        Desk pop("04-pop3-takes-it-away.yaml");
        pop.simulation.toEnd();
        MailProgram &desktop = pop.open("carol-desktop");
        QCOMPARE(cell(desktop, 0, LetterModel::State), QStringLiteral("only here"));
        QVERIFY2(desktop.stateText().contains(QStringLiteral("on this device 1, on mail.example.org 0")),
                 qPrintable(desktop.stateText()));
        MailProgram &phone = pop.open("carol-phone");
        QCOMPARE(phone.model().rowCount(), 0);
        picture(phone, "mail-empty");
        button(desktop, QStringLiteral("Delete")).click();
        QCOMPARE(desktop.model().rowCount(), 0);

        Desk imap("01-the-first-letter.yaml");
        imap.simulation.toEnd();
        MailProgram &bob = imap.open("bob-laptop");
        QVERIFY2(bob.stateText().contains(QStringLiteral("on this device 1, on mail.example.org 1 for all")),
                 qPrintable(bob.stateText()));
        button(bob, QStringLiteral("Mark as read")).click();
        imap.simulation.toEnd();
        const auto onServer = [&] {
            const World &world = imap.simulation.world();
            for (const node::MailboxView &box : world.view(world.nodeNamed("mail.example.org")).mailboxes)
                if (box.account == "bob@example.org" && box.mailbox->name == "INBOX")
                    return box.mailbox->letters;
            return LetterList();
        };
        QVERIFY(onServer()[0].flags.has(Flags::Seen));
        button(bob, QStringLiteral("Delete")).click();
        imap.simulation.toEnd();
        QVERIFY(onServer().empty());
        QCOMPARE(bob.model().rowCount(), 0);
    }

    void theServersMailboxesStandUnderTheInbox()
    {
        Desk desk("01-the-first-letter.yaml");
        MailProgram &bob = desk.open("bob-laptop");
        QCOMPARE(folders(bob), (QStringList{"Inbox", "Written here"})); // nobody has asked yet
        desk.simulation.toEnd();
        QCOMPARE(folders(bob), (QStringList{"Inbox (1 new)", "Archive", "Drafts", "Junk", "Sent", "Trash",
                                            "Written here"}));
        choose(bob, "Archive");
        QVERIFY(bob.folders().currentItem()->font().italic());
        QVERIFY(
            saysInstead(bob, "Archive is on mail.example.org and not on this device yet. Press Check mail"));
        QVERIFY(!button(bob, "Move to …").isEnabled());
        picture(bob, "mail-not-here");
        button(bob, "Check mail").click();
        desk.simulation.toEnd();
        QVERIFY(!bob.folders().currentItem()->font().italic());
        QVERIFY(saysInstead(bob, "No letter lies in Archive"));
        desk.simulation.toBegin();
        QCOMPARE(folders(bob), (QStringList{"Inbox", "Written here"}));
        QCOMPARE(bob.folders().currentRow(), 0);
    }

    void aFolderStaysChosenWhenOthersCome()
    {
        Desk desk("01-the-first-letter.yaml");
        MailProgram &bob = desk.open("bob-laptop");
        choose(bob, "Written here");
        desk.simulation.toEnd();
        QCOMPARE(bob.folders().currentItem()->text(), QStringLiteral("Written here"));
    }

    void aMovedLetterIsSeenOnBothDevices()
    {
        Desk desk("05-imap-keeps-it.yaml");
        desk.simulation.toEnd();
        MailProgram &laptop = desk.open("dora-laptop");
        MailProgram &tablet = desk.open("dora-tablet");
        desk.write(desk.open("alice-laptop"), "dora@example.org", "Minutes", "As agreed.\n");
        desk.simulation.toEnd();
        laptop.checkMail();
        tablet.checkMail();
        desk.simulation.toEnd();
        QCOMPARE(subjects(laptop), QStringList{"Minutes"});

        laptop.chooseTarget();
        QStringList targets;
        for (QAction *action : laptop.moveMenu().actions())
            targets << action->text();
        QCOMPARE(targets, (QStringList{"Archive", "Drafts", "Junk", "Sent", "Trash"}));
        picture(laptop, "mail-move");
        laptop.moveMenu().actions().first()->trigger();
        laptop.moveMenu().close();
        desk.simulation.toEnd();
        QCOMPARE(laptop.model().rowCount(), 0);
        QVERIFY(folders(laptop).contains("Archive (1 new)"));
        choose(laptop, "Archive (1 new)");
        QCOMPARE(subjects(laptop), QStringList{"Minutes"});
        QVERIFY2(laptop.stateText().contains("on this device 1, on mail.example.org 1 for all"),
                 qPrintable(laptop.stateText()));

        choose(tablet, "Archive");
        tablet.checkMail();
        desk.simulation.toEnd();
        QCOMPARE(subjects(tablet), QStringList{"Minutes"});
        button(laptop, "Mark as read").click();
        desk.simulation.toEnd();
        QCOMPARE(cell(tablet, 0, LetterModel::State), QStringLiteral("new"));
        tablet.checkMail();
        desk.simulation.toEnd();
        QCOMPARE(cell(tablet, 0, LetterModel::State), QStringLiteral("read"));
        picture(tablet, "mail-archive");
        button(tablet, "Delete").click();
        desk.simulation.toEnd();
        laptop.checkMail();
        desk.simulation.toEnd();
        QCOMPARE(laptop.model().rowCount(), 0);
    }

    void leftOnTheServerGoesWhenItIsDeletedHere()
    {
        WindowFixture plain("04-pop3-takes-it-away.yaml");
        QVERIFY(plain.window.open(test::scenarioFile("04-pop3-takes-it-away.yaml"),
                                  QStringLiteral("leave-on-server")));
        plain.simulation.toEnd();
        const NodeId node = plain.simulation.world().nodeNamed("carol-desktop");
        plain.window.programs().openMail(node);
        MailProgram &desktop = *plain.window.programs().mailProgramOf(node);
        QCOMPARE(cell(desktop, 0, LetterModel::State), QStringLiteral("here and on the server"));
        button(desktop, QStringLiteral("Delete")).click();
        QCOMPARE(desktop.model().rowCount(), 0);
        plain.simulation.toEnd();
        QVERIFY2(desktop.stateText().contains(QStringLiteral("on mail.example.org 0")),
                 qPrintable(desktop.stateText()));
        button(desktop, QStringLiteral("Check mail")).click();
        plain.simulation.toEnd();
        QCOMPARE(desktop.model().rowCount(), 0);
    }

    void wrongAddressesAreSaidUnderTheField()
    {
        Desk desk("01-the-first-letter.yaml");
        MailProgram &alice = desk.open("alice-laptop");
        desk.write(alice, QStringLiteral("carol"), QStringLiteral("x"), {});
        QVERIFY(desk.composer().problems().contains(QStringLiteral("carol")));
        picture(desk.composer(), "composer-error");
        Desk::field<QLineEdit>(desk.composer(), "To").clear();
        desk.composer().send();
        QCOMPARE(desk.composer().problems(), QStringLiteral("Say who is to get it."));
        QCOMPARE(desk.simulation.recordsShown(), 0u);
    }

    void filesHaveALimitAndArrive()
    {
        Desk desk("01-the-first-letter.yaml");
        desk.simulation.toEnd();
        MailProgram &alice = desk.open("alice-laptop");
        alice.write();
        QVERIFY(desk.composer().attach(QStringLiteral("big"), QByteArray(Composer::kFilesLimitOctets, 'x')));
        QVERIFY(!desk.composer().attach(QStringLiteral("more"), QByteArray(1, 'x')));
        QVERIFY(desk.composer().problems().contains(QStringLiteral("more")));
        desk.composer().setAttribute(Qt::WA_DeleteOnClose);
        delete &desk.composer();
        alice.write();
        QVERIFY(desk.composer().attach(QStringLiteral("note.txt"), QByteArrayLiteral("a\0b")));
        Desk::field<QLineEdit>(desk.composer(), "To").setText(QStringLiteral("bob@example.org"));
        picture(desk.composer(), "composer");
        desk.composer().send();
        desk.simulation.toEnd();
        MailProgram &bob = desk.open("bob-laptop");
        bob.checkMail();
        desk.simulation.toEnd();
        bob.list().setCurrentIndex(bob.model().index(0, 0));
        QCOMPARE(bob.reader().files().count(), 1);
        picture(bob, "mail-file");
        const auto letter = bob.reader().letter();
        const QTemporaryDir folder;
        const QString target = folder.filePath(QStringLiteral("note.txt"));
        QVERIFY(LetterView::write(target, *letter, mail::readingOf(*letter).files.at(0)).isEmpty());
        QFile file(target);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArrayLiteral("a\0b"));
        QVERIFY(!LetterView::write(folder.filePath(QStringLiteral("no/such")), *letter,
                                   mail::readingOf(*letter).files.at(0))
                     .isEmpty());
    }

    void nothingIsLostOnClosing()
    {
        Desk desk("01-the-first-letter.yaml");
        MailProgram &alice = desk.open("alice-laptop");
        alice.write();
        Composer &composer = desk.composer();
        Desk::field<QPlainTextEdit>(composer, "Text").setPlainText(QStringLiteral("Dear Bob"));
        composer.close();
        QVERIFY(composer.isVisible());
        auto *asks = composer.findChild<QMessageBox *>();
        QVERIFY(asks && asks->isVisible());
        asks->close();
        QVERIFY(!desk.window.close());
        QVERIFY(desk.window.isVisible());
        QVERIFY(desk.window.open(test::scenarioFile("02-another-network.yaml")));
        QVERIFY(!desk.window.programs().mailProgramOf(NodeId(0)));
        QCOMPARE(Desk::field<QPlainTextEdit>(composer, "Text").toPlainText(), QStringLiteral("Dear Bob"));
        QVERIFY(!button(composer, QStringLiteral("Send")).isEnabled());
        for (QMessageBox *box : composer.findChildren<QMessageBox *>())
            if (box->isVisible())
                button(*box, QStringLiteral("Throw away")).click();
        QVERIFY(composer.isHidden());
        QVERIFY(desk.window.close());
    }

    void keysAndTheRoomOpenIt()
    {
        Desk desk("01-the-first-letter.yaml");
        const NodeId bob = desk.simulation.world().nodeNamed("bob-laptop");
        desk.window.selection().selectNode(bob);
        QTest::keyClick(&desk.window, Qt::Key_Return);
        QVERIFY(desk.window.programs().mailProgramOf(bob));
        desk.window.selection().selectNode(desk.simulation.world().nodeNamed("mail.example.org"));
        desk.window.programs().openSelectedMail();
        auto *box = desk.window.findChild<QMessageBox *>();
        QVERIFY(box && box->text().contains(QStringLiteral("mail.example.org")));
        box->close();
        const auto &boxes = desk.window.canvas().layoutOfBoxes().boxes();
        QVERIFY(!boxes.empty());
    }

    void htmlFetchesNothing()
    {
        const QTemporaryDir folder;
        const QString secret = folder.filePath(QStringLiteral("secret.css"));
        QFile file(secret);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("p { color: red }") > 0);
        file.close();
        LetterView view;
        view.resize(500, 400);
        view.show(html("<html><head><link rel=stylesheet type='text/css' href='"
                       + QUrl::fromLocalFile(secret).toEncoded()
                       + "'></head><body><p>Hello <img src='http://spy.example/pixel.png'><img "
                         "src='file:///etc/hostname'>"
                         "<img src='cid:none'><a "
                         "href='https://bank.example/'>x</a><script>alert(1)</script></p></body></html>"));
        static_cast<QWidget &>(view).show();
        (void)view.grab();
        QVERIFY(view.browser().blocked().contains(QStringLiteral("http://spy.example/pixel.png")));
        QVERIFY(view.browser().blocked().contains(QStringLiteral("file:///etc/hostname")));
        QVERIFY(view.browser().blocked().contains(QUrl::fromLocalFile(secret).toString()));
        QVERIFY(view.bannerText().contains(QStringLiteral("spy.example")));
        QVERIFY(!view.bannerText().contains(QStringLiteral("cid:none")));
        QVERIFY(!view.browser().toPlainText().contains(QStringLiteral("alert")));
        emit view.browser().anchorClicked(QUrl(QStringLiteral("https://bank.example/")));
        picture(view, "reader-html");
        view.showSource(true);
        QVERIFY(view.sourceText().contains(QStringLiteral("<script>")));
        view.show(html("<p>Only words.</p>"));
        QVERIFY(view.bannerText().isEmpty());
    }
};

QTEST_MAIN(MailProgramTest)
#include "tst_mail_program.moc"
