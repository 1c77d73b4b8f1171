// A protocol typed by hand at a server: answers are stepped to, letters typed line by line are stored,
// nonsense is answered, TLS and logins work, and going back shows what had been said.
#include "sim/story/story.h"
#include "tests/ui/window_fixture.h"
#include "ui/programs/programs.h"
#include "ui/programs/terminal_program.h"
#include "ui/programs/typed_line.h"
#include "ui/selection.h"

#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QGuiApplication>
#include <QPalette>
#include <QTest>

using namespace mf;
using namespace mf::ui;
using mf::test::WindowFixture;
using node::Service;

namespace {

struct Hand : WindowFixture {
    explicit Hand(const char *scenario = "01-the-first-letter.yaml", Service service = Service::Smtp)
        : WindowFixture(scenario)
    {
        simulation.toEnd();
        window.selection().selectNode(simulation.world().nodeNamed("mail.example.org"));
        QTest::keyClick(&window, Qt::Key_T);
        terminal().chooseService(service);
        terminal().connectNow();
    }
    TerminalProgram &terminal() { return *window.programs().terminal(); }
    void type(const char *line) { terminal().type({QLatin1String(line)}); }
    QString last() { return terminal().transcript().section(u'\n', -1); }
    std::size_t letters(std::string_view account)
    {
        const World &world = simulation.world();
        for (const node::MailboxView &box : world.view(world.nodeNamed("mail.example.org")).mailboxes)
            if (box.account == account && box.mailbox->name == "INBOX")
                return box.mailbox->letters.size();
        return 0;
    }
};

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

class TerminalProgramTest : public QObject {
    Q_OBJECT

private slots:
    void aLetterTypedByHandIsStored()
    {
        Hand hand;
        QVERIFY2(hand.last().startsWith(QStringLiteral("S:  220")), qPrintable(hand.terminal().transcript()));
        const std::size_t before = hand.letters("bob@example.org");
        hand.type("EHLO alice-laptop");
        QVERIFY(hand.last().startsWith(QStringLiteral("S:  250 ")));
        QVERIFY(hand.terminal().hints().join(u'\n').contains(QStringLiteral("MAIL")));
        hand.type("MAIL FROM:<alice@example.org>");
        hand.type("RCPT TO:<bob@example.org>");
        QVERIFY(hand.last().startsWith(QStringLiteral("S:  250 2.1.5")));
        hand.type("DATA");
        QVERIFY(hand.last().startsWith(QStringLiteral("S:  354")));
        hand.terminal().type({QStringLiteral("Subject: by hand"), QString(), QStringLiteral("Hello, Bob."),
                              QStringLiteral(".")});
        QVERIFY2(hand.last().startsWith(QStringLiteral("S:  250 2.")),
                 qPrintable(hand.terminal().transcript()));
        picture(hand.terminal(), "terminal-smtp");
        hand.type("QUIT");
        hand.simulation.toEnd();
        QCOMPARE(hand.letters("bob@example.org"), before + 1);
    }

    void nonsenseIsAnswered500()
    {
        Hand hand;
        hand.type("HELLO server");
        QVERIFY2(hand.last().startsWith(QStringLiteral("S:  500")), qPrintable(hand.last()));
        hand.type("");
        QVERIFY2(hand.last().startsWith(QStringLiteral("S:  500")), qPrintable(hand.last()));
        hand.type("RCPT TO:<bob@example.org>");
        QVERIFY2(hand.last().startsWith(QStringLiteral("S:  503")), qPrintable(hand.last()));
    }

    void tlsIsTypedByHandAndPlainIsWorkedOut()
    {
        Hand hand("01-the-first-letter.yaml", Service::Submission);
        hand.type("EHLO me");
        hand.type("STARTTLS");
        QVERIFY(hand.last().startsWith(QStringLiteral("S:  220")));
        hand.type("EHLO me");
        QVERIFY2(hand.terminal().transcript().contains(QStringLiteral("--  ")),
                 qPrintable(hand.terminal().transcript()));
        auto *plain = hand.terminal().findChildren<QComboBox *>().back();
        for (QComboBox *box : hand.terminal().findChildren<QComboBox *>())
            if (box->accessibleName().contains(QStringLiteral("PLAIN")))
                plain = box;
        const int alice = plain->findText(QStringLiteral("alice@example.org"));
        QVERIFY(alice > 0);
        emit plain->activated(alice);
        QVERIFY(hand.terminal().line().text().startsWith(QStringLiteral("AUTH PLAIN AGFsaWNl")));
        QTest::keyClick(&hand.terminal().line(), Qt::Key_Return);
        QVERIFY2(hand.last().startsWith(QStringLiteral("S:  235")), qPrintable(hand.terminal().transcript()));
        QVERIFY(!hand.terminal().transcript().contains(QStringLiteral("AGFsaWNl")));
        picture(hand.terminal(), "terminal-tls");
    }

    void imapAndPop3AreSpokenToo()
    {
        Hand imap("01-the-first-letter.yaml", Service::Imaps);
        imap.type("a1 LOGIN bob@example.org bob");
        QVERIFY2(imap.last().startsWith(QStringLiteral("S:  a1 OK")),
                 qPrintable(imap.terminal().transcript()));
        imap.type("a2 SELECT INBOX");
        QVERIFY2(imap.last().startsWith(QStringLiteral("S:  a2 OK")), qPrintable(imap.last()));
        QVERIFY(imap.terminal().hints().join(u'\n').contains(QStringLiteral("FETCH")));
        picture(imap.terminal(), "terminal-imap");
        Hand pop("01-the-first-letter.yaml", Service::Pop3s);
        pop.type("USER bob@example.org");
        pop.type("PASS bob");
        pop.type("STAT");
        QVERIFY2(pop.last().startsWith(QStringLiteral("S:  +OK 1 ")),
                 qPrintable(pop.terminal().transcript()));
        QVERIFY(!pop.terminal().transcript().contains(QStringLiteral("PASS bob")));
    }

    void goingBackShowsWhatHadBeenSaid()
    {
        Hand hand;
        const QString greeted = hand.terminal().transcript();
        const Index heard = hand.simulation.recordsShown();
        hand.type("NOOP");
        const QString asked = hand.terminal().transcript();
        QVERIFY(asked.size() > greeted.size());
        hand.simulation.toRecord(heard - 1);
        QCOMPARE(hand.terminal().transcript(), greeted);
        hand.simulation.toBegin();
        QVERIFY(hand.terminal().transcript().isEmpty());
        QVERIFY(!hand.terminal().line().isEnabled());
        hand.simulation.toEnd();
        QVERIFY(hand.terminal().transcript().startsWith(asked));
    }

    void withoutSteppingTheLineStaysUnderWay()
    {
        Hand hand;
        hand.terminal().findChild<QCheckBox *>()->setChecked(false);
        hand.type("NOOP");
        QCOMPARE(hand.last(), QStringLiteral("C:  NOOP"));
        hand.terminal().type({QStringLiteral("NOOP"), QStringLiteral("QUIT")});
        QCOMPARE(hand.last(), QStringLiteral("C:  QUIT"));
        hand.simulation.toEnd();
        QVERIFY(hand.terminal().transcript().contains(QStringLiteral("S:  221")));
    }

    void severalLinesCanBePasted()
    {
        Hand hand;
        QGuiApplication::clipboard()->setText(QStringLiteral("NOOP\nRSET\nQU"));
        QTest::keyClick(&hand.terminal().line(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(hand.terminal().transcript().count(QStringLiteral("S:  250")), 2);
        QCOMPARE(hand.terminal().line().text(), QStringLiteral("QU"));
        hand.terminal().line().clear();
        QTest::keyClick(&hand.terminal().line(), Qt::Key_Up);
        QCOMPARE(hand.terminal().line().text(), QStringLiteral("RSET"));
        QTest::keyClick(&hand.terminal().line(), Qt::Key_Up);
        QCOMPARE(hand.terminal().line().text(), QStringLiteral("NOOP"));
        QTest::keyClick(&hand.terminal().line(), Qt::Key_Down);
        QTest::keyClick(&hand.terminal().line(), Qt::Key_Down);
        QCOMPARE(hand.terminal().line().text(), QString());
    }

    void everyLegalVerbHasItsHint()
    {
        for (const Service service : {Service::Smtp, Service::Submissions, Service::Pop3s, Service::Imaps}) {
            Hand hand("01-the-first-letter.yaml", service);
            const QStringList lines =
                service == Service::Imaps ? QStringList{QStringLiteral("a1 LOGIN bob@example.org bob"),
                                                        QStringLiteral("a2 SELECT INBOX")}
                : service == Service::Pop3s
                    ? QStringList{QStringLiteral("USER bob@example.org"), QStringLiteral("PASS bob")}
                    : QStringList{QStringLiteral("EHLO me"), QStringLiteral("MAIL FROM:<bob@example.org>")};
            for (const QString &line : lines) {
                QVERIFY(!hand.terminal().hints().isEmpty());
                for (const QString &hint : hand.terminal().hints())
                    QVERIFY2(hint.contains(QStringLiteral("  ")), qPrintable(hint));
                hand.terminal().type({line});
            }
            for (const QString &hint : hand.terminal().hints())
                QVERIFY2(hint.contains(QStringLiteral("  ")), qPrintable(hint));
        }
    }
};

QTEST_MAIN(TerminalProgramTest)
#include "tst_terminal_program.moc"
