// What is inside: the machine inspector's rows say what is there at the viewed step, lead to where they say, and
// stay as the person has opened them.
#include "tests/ui/spoken.h"
#include "tests/ui/window_fixture.h"
#include "ui/inspector/depth_control.h"
#include "ui/inspector/inspector_panel.h"
#include "ui/inspector/item_tree.h"
#include "ui/inspector/letter_page.h"
#include "ui/inspector/machine_items.h"
#include "ui/language.h"
#include "ui/palette.h"
#include "ui/selection.h"
#include "ui/transport/beads.h"
#include "ui/transport/narration.h"
#include "ui/transport/transport_bar.h"
#include "ui/words/glossary_dialog.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QTest>

#include <random>

using namespace mf;
using namespace mf::ui;
using mf::test::octetsOf;
using mf::test::scenarioFile;
using mf::test::Spoken;
using mf::test::WindowFixture;

namespace {

Item leaf(const QString &key, const QString &value = {})
{
    Item item;
    item.key = item.label = key;
    item.value = value;
    return item;
}

Items randomItems(std::mt19937 &random, int depth)
{
    Items items;
    std::vector<int> keys{0, 1, 2, 3, 4, 5, 6};
    std::shuffle(keys.begin(), keys.end(), random);
    for (std::size_t i = 0; i < random() % keys.size(); ++i) {
        Item item = leaf(QString::number(keys[i]), QString::number(random() % 3));
        if (depth > 0)
            item.children = randomItems(random, depth - 1);
        items.push_back(std::move(item));
    }
    return items;
}

QString shown(const ItemModel &model, const QModelIndex &parent = {}, int depth = 0)
{
    QString out;
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        const QString value = index.siblingAtColumn(1).data().toString();
        out += QString(depth * 2, u' ') + index.data().toString();
        out += (value.isEmpty() ? QString() : u'\t' + value) + u'\n' + shown(model, index, depth + 1);
    }
    return out;
}

/// Steps until the machine's rows say that; false: the run ended before.
bool stepUntil(WindowFixture &fixture, NodeId node, const QString &words)
{
    fixture.simulation.setStepSize(story::StepSize::Event);
    for (int i = 0; i < 5000 && !fixture.simulation.isFinished(); ++i) {
        if (plainText(machineItems(fixture.simulation, node, {})).contains(words))
            return true;
        fixture.simulation.next();
    }
    return false;
}

NodeId open(WindowFixture &fixture, const char *node)
{
    const NodeId id = fixture.simulation.world().nodeNamed(node);
    QTest::keyClick(&fixture.window, Qt::Key_I);
    fixture.window.selection().selectNode(id);
    return id;
}

/// The first row whose link is of that sort; invalid: there is none.
template <typename To>
QModelIndex linkRow(const ItemModel &model, const QModelIndex &parent = {})
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, 0, parent);
        if (std::holds_alternative<To>(model.item(index).link))
            return index;
        if (const QModelIndex inside = linkRow<To>(model, index); inside.isValid())
            return inside;
    }
    return {};
}

} // namespace

class TstInspector : public QObject {
    Q_OBJECT

private slots:
    void anyChangeOfRowsIsShownWhole()
    {
        ItemModel model;
        QAbstractItemModelTester tester(&model);
        std::mt19937 random(1);
        for (int i = 0; i < 300; ++i) {
            const Items items = randomItems(random, 2);
            model.show(items);
            QCOMPARE(shown(model), plainText(items));
        }
    }

    void whatIsOpenStaysOpen()
    {
        ItemTree tree(QStringLiteral("rows"));
        Item queue = leaf(QStringLiteral("queue"));
        queue.children = {leaf(QStringLiteral("a"), QStringLiteral("1"))};
        Item open = queue;
        open.key = open.label = QStringLiteral("open");
        open.open = true;
        tree.show({queue, open});
        QVERIFY(!tree.isExpanded(tree.rows().find({QStringLiteral("queue")})));
        QVERIFY(tree.isExpanded(tree.rows().find({QStringLiteral("open")})));
        tree.expand(tree.rows().find({QStringLiteral("queue")}));
        tree.collapse(tree.rows().find({QStringLiteral("open")}));
        queue.children.front().value = QStringLiteral("2");
        tree.show({leaf(QStringLiteral("new")), queue, open});
        QVERIFY(tree.isExpanded(tree.rows().find({QStringLiteral("queue")})));
        QVERIFY(!tree.isExpanded(tree.rows().find({QStringLiteral("open")})));
    }

    void longListsEndWithHowManyMore()
    {
        ListLimits limits;
        const auto rowsOf = [&](std::size_t count) {
            Item item = leaf(QStringLiteral("list"));
            addRows(item, item.key, std::vector<int>(count), limits,
                    [](int, std::size_t place) { return leaf(QString::number(place)); });
            return item.children;
        };
        QCOMPARE(rowsOf(ListLimits::kFirst).size(), ListLimits::kFirst);
        const Items over = rowsOf(ListLimits::kFirst + 1);
        QCOMPARE(over.size(), ListLimits::kFirst + 1);
        QCOMPARE(over.back().label, QStringLiteral("… and 1 more"));
        QVERIFY(over.back().leads());
        limits.raise(QStringLiteral("list"));
        QCOMPARE(rowsOf(ListLimits::kFirst + 1).size(), ListLimits::kFirst + 1);
        QVERIFY(!rowsOf(ListLimits::kFirst + 1).back().leads());
    }

    void queueCountsDownAndItsLinkGoesThere()
    {
        WindowFixture fixture("07-the-receiving-server-is-down.yaml");
        const NodeId server = open(fixture, "mail.example.org");
        QVERIFY(stepUntil(fixture, server, QStringLiteral("next attempt\tin ")));
        const QString page = fixture.window.inspector().shownText();
        QVERIFY2(page.contains(QStringLiteral("carol@example.net")), qPrintable(page));
        ItemTree &tree = fixture.window.inspector().machine();
        const QModelIndex link = linkRow<ToTime>(tree.rows());
        QVERIFY(link.isValid());
        const Instant there = std::get<ToTime>(tree.rows().item(link).link).at;
        QVERIFY(fixture.simulation.world().now() < there);
        emit tree.activated(link);
        QTRY_VERIFY(!fixture.simulation.isBusy());
        QVERIFY(fixture.simulation.viewTime() == there);
    }

    void whatWaitsUntilAnotherDaySaysWhichDay()
    {
        WindowFixture fixture("07-the-receiving-server-is-down.yaml");
        const QString file = scenarioFile("07-the-receiving-server-is-down.yaml");
        QByteArray atNight = octetsOf(file);
        QVERIFY(atNight.contains("T09:00:00Z"));
        atNight.replace("T09:00:00Z", "T23:57:00Z");
        QVERIFY(fixture.simulation.open(file, {}, atNight.toStdString()));
        const NodeId server = open(fixture, "mail.example.org");
        QVERIFY(stepUntil(fixture, server, QStringLiteral("next attempt\tin ")));
        const QString page = plainText(machineItems(fixture.simulation, server, {}));
        QVERIFY2(page.contains(QStringLiteral(", at 23:58:")), qPrintable(page)); // today
        QVERIFY(stepUntil(fixture, server, QStringLiteral(", at 2026-03-03 00:0")));
    }

    void hostsThatCannotBeReachedAreListedUntilTheyAreTriedAgain()
    {
        WindowFixture fixture("07-the-receiving-server-is-down.yaml");
        const NodeId server = open(fixture, "mail.example.org");
        QVERIFY(stepUntil(fixture, server, QStringLiteral("Remembered as out of reach")));
        QVERIFY(fixture.window.inspector().shownText().contains(QStringLiteral("left alone")));
        fixture.simulation.toBegin();
        QVERIFY(!fixture.window.inspector().shownText().contains(QStringLiteral("left alone")));
    }

    void pop3AndImapAreToldApartAtAGlance()
    {
        WindowFixture pop3("04-pop3-takes-it-away.yaml");
        QTest::keyClick(&pop3.window, Qt::Key_End);
        open(pop3, "mail.example.org");
        QString page = pop3.window.inspector().shownText();
        QVERIFY2(page.contains(QStringLiteral("on carol-desktop\t1 letter, taken away from here")),
                 qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("The tickets\tonly on that device")), qPrintable(page));

        WindowFixture imap("05-imap-keeps-it.yaml");
        QVERIFY(stepUntil(imap, open(imap, "mail.example.org"), QStringLiteral("copy on dora-")));
        page = imap.window.inspector().shownText();
        QVERIFY2(page.contains(QStringLiteral("letter, still here, too"))
                     || page.contains(QStringLiteral("letters, still here, too")),
                 qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("copy on dora-")), qPrintable(page));
    }

    void sessionsTellTheirStateAndWhatMayComeNext()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        const NodeId server = open(fixture, "mail.example.org");
        QVERIFY(stepUntil(fixture, server, QStringLiteral("may be said next")));
        const QString page = fixture.window.inspector().shownText();
        QVERIFY2(page.contains(QStringLiteral("submission")) && page.contains(QStringLiteral("QUIT")),
                 qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("called by\talice-laptop")), qPrintable(page));
    }

    void statesAreCalledInTheLanguageOfTheWindow()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        Spoken spoken(fixture.window);
        spoken.in("de");
        const NodeId server = open(fixture, "mail.example.org");
        for (const char *state : {"verbunden", "begrüßt"})
            QVERIFY2(stepUntil(fixture, server, QString::fromUtf8(state)), state);
        QVERIFY(!plainText(machineItems(fixture.simulation, server, {})).contains(QStringLiteral("Greeted")));
    }

    void cachesAndZonesAreListed()
    {
        WindowFixture fixture("02-another-network.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTest::keyClick(&fixture.window, Qt::Key_I);
        QString all;
        for (std::uint32_t i = 0; i < fixture.simulation.world().nodeCount(); ++i)
            all += plainText(machineItems(fixture.simulation, NodeId{i}, {}));
        QVERIFY2(all.contains(QStringLiteral("Remembered answers")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("example.net MX")), qPrintable(all));
        QVERIFY2(all.contains(QStringLiteral("@ MX\t10 mx.example.net")), qPrintable(all));
    }

    void valuesAreCopied()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        open(fixture, "mail.example.org");
        ItemTree &tree = fixture.window.inspector().machine();
        const QModelIndex boxes = tree.rows().find({QStringLiteral("mailboxes")});
        QVERIFY(boxes.isValid());
        tree.setFocus();
        tree.setCurrentIndex(tree.rows().index(0, 0, boxes));
        QTest::keyClick(&tree, Qt::Key_C, Qt::ControlModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("@example.org")));
    }

    // ---- letters ------------------------------------------------------------------------------------------

    void aLetterIsShownAsEnvelopeAndLetterWithItsJourney()
    {
        WindowFixture fixture("02-another-network.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTest::keyClick(&fixture.window, Qt::Key_E);
        InspectorPanel &inspector = fixture.window.inspector();
        QVERIFY(inspector.isVisible());
        LetterPage &letter = inspector.letter();
        QCOMPARE(letter.places().count(), 5); // written, three servers, the mailbox
        QString page = inspector.shownText();
        QVERIFY2(page.contains(QStringLiteral("as it lies in the mailbox on store.example.net")),
                 qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("+ Return-Path")), qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("      store.example.net\t")), qPrintable(page));
        letter.places().setCurrentIndex(2);
        page = inspector.shownText();
        QVERIFY2(page.contains(QStringLiteral("as mx.example.net got it by smtp")), qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("MAIL FROM\talice@example.org")), qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("RCPT TO\tcarol@example.net")), qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("  + Received\tfrom alice-laptop")), qPrintable(page));
        QVERIFY2(page.contains(QStringLiteral("  From\talice@example.org")), qPrintable(page));
    }

    void aLetterIsSeenAsItWasBackwards()
    {
        WindowFixture fixture("02-another-network.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTest::keyClick(&fixture.window, Qt::Key_E);
        InspectorPanel &inspector = fixture.window.inspector();
        QAbstractItemModelTester tester(&inspector.letter().rows().rows());
        fixture.simulation.toRecord(26); // it waits in the first server's queue
        QVERIFY2(!inspector.shownText().contains(QStringLiteral("mx.example.net got it")),
                 qPrintable(inspector.shownText()));
        QCOMPARE(inspector.letter().places().count(), 2);
        fixture.simulation.toBegin();
        QVERIFY(inspector.shownText().contains(QStringLiteral("not written yet")));
    }

    void envelopesInThePictureLeadToTheirLetters()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        fixture.window.selection().clear();
        QTest::mouseClick(&fixture.window.transport().beads(), Qt::LeftButton);
        QVERIFY(fixture.window.selection().letter() != MailId::None);
        QVERIFY(fixture.window.inspector().isVisible());
    }

    // ---- events -------------------------------------------------------------------------------------------

    void anEventIsShownInThreeDepthsAndTheChoiceIsKept()
    {
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTest::keyClick(&fixture.window, Qt::Key_I);
        InspectorPanel &inspector = fixture.window.inspector();
        const Trace &trace = fixture.simulation.trace();
        Index ehlo = 0;
        while (trace[ehlo].kind != Kind::Segment || trace[ehlo].facts.text(Key::Verb) != "EHLO")
            ++ehlo;
        fixture.window.selection().selectRecord(ehlo);
        const QString postcard = inspector.shownText();
        QVERIFY2(postcard.contains(QStringLiteral("EHLO opens the conversation")), qPrintable(postcard));
        QVERIFY(!postcard.contains(QStringLiteral("45 48 4c 4f"))
                && !postcard.contains(QStringLiteral("▸ C: EHLO")));
        QTest::keyClick(&fixture.window, Qt::Key_V);
        const QString dialogue = inspector.shownText();
        QVERIFY2(dialogue.contains(QStringLiteral("▸ C: EHLO")), qPrintable(dialogue));
        QVERIFY2(dialogue.contains(QStringLiteral("S: 220 mail.example.org")), qPrintable(dialogue));
        QVERIFY(!dialogue.contains(QStringLiteral("45 48 4c 4f")));
        QTest::keyClick(&fixture.window, Qt::Key_V);
        QVERIFY(inspector.shownText().contains(QStringLiteral("45 48 4c 4f")));
        QCOMPARE(DepthControl().depth(), Depth::Bytes);
        QTest::keyClick(&fixture.window, Qt::Key_V);
        QCOMPARE(inspector.depth().depth(), Depth::Postcard);
        QCOMPARE(inspector.shownText(), postcard);
    }

    void aDecisionSaysByWhichRule()
    {
        WindowFixture fixture("02-another-network.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTest::keyClick(&fixture.window, Qt::Key_I);
        Index decision = 0;
        while (fixture.simulation.trace()[decision].facts.text(Key::Rule) != "mx-preference")
            ++decision;
        fixture.window.selection().selectRecord(decision);
        const QString page = fixture.window.inspector().shownText();
        for (const char *words :
             {"Why", "rule", "written in", "RFC 5321 5.1", "10 mx.example.net", "Because of"})
            QVERIFY2(page.contains(QLatin1String(words)), qPrintable(page));
    }

    void octetsAreShownInHex()
    {
        QCOMPARE(hexLines({}), QString());
        QCOMPARE(hexLines("MAIL\r\n"), QStringLiteral("0000  4d 41 49 4c 0d 0a        MAIL..\n"));
        QCOMPARE(hexLines("12345678").count(u'\n'), 1);
        QCOMPARE(hexLines("123456789").count(u'\n'), 2);
    }

    // ---- words --------------------------------------------------------------------------------------------

    void termsAreExplainedByTheGlossary()
    {
        WindowFixture fixture("02-another-network.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        const Teller &teller = fixture.simulation.teller();
        const QString html = teller.html(QStringLiteral("The MX <of> it"), Theme::light());
        QVERIFY2(html.contains(QStringLiteral("href=\"term:mx\""))
                     && html.contains(QStringLiteral("&lt;of&gt;")),
                 qPrintable(html));
        QTest::keyClick(&fixture.window, Qt::Key_F1);
        auto *glossary = fixture.window.findChild<GlossaryDialog *>();
        QVERIFY(glossary && glossary->isVisible());
        glossary->showTerm(QStringLiteral("mx"));
        QVERIFY(glossary->shownText().contains(QStringLiteral("Mail exchanger")));
        emit fixture.window.inspector().termWanted(QStringLiteral("ttl"));
        QVERIFY(glossary->shownText().startsWith(QStringLiteral("TTL")));
    }

    void sentencesFollowTheLanguageAndItIsKept()
    {
        const QLocale before;
        WindowFixture fixture("01-the-first-letter.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        const QString english = fixture.window.transport().narration().text();
        auto *choice = fixture.window.findChild<LanguageChoice *>();
        QVERIFY(choice);
        choice->choose(QStringLiteral("de"));
        const QString german = fixture.window.transport().narration().text();
        QVERIFY2(german != english && german.contains(QStringLiteral("Brief")), qPrintable(german));
        QCOMPARE(LanguageChoice().choice(), QStringLiteral("de"));
        choice->choose(QStringLiteral("en"));
        QCOMPARE(fixture.window.transport().narration().text(), english);
        choice->choose({});
        QCOMPARE(LanguageChoice().choice(), QString());
        QLocale::setDefault(before);
    }

    void machineIsTheSameWhenSteppedBackTo()
    {
        WindowFixture fixture("07-the-receiving-server-is-down.yaml");
        QTest::keyClick(&fixture.window, Qt::Key_End);
        QTRY_VERIFY(!fixture.simulation.isBusy());
        const NodeId server = open(fixture, "mail.example.org");
        ItemTree &tree = fixture.window.inspector().machine();
        QAbstractItemModelTester tester(&tree.rows());
        for (int i = 0; i < 25; ++i) {
            fixture.simulation.back();
            QCOMPARE(shown(tree.rows()), plainText(machineItems(fixture.simulation, server, {})));
        }
    }
};

QTEST_MAIN(TstInspector)
#include "tst_inspector.moc"
