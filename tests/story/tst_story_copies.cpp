// Where a person's letters are: what POP3 takes away, what IMAP leaves, and that a large mailbox stays cheap.
#include "sim/scenario/reader.h"
#include "sim/story/copies.h"

#include <QTest>

using namespace mf;
using story::Copies;

namespace {

/// The world when that many letters have been read; with 0 of them, when nothing more happens.
World played(const char *name, int reads = 0)
{
    auto file = readScenarioFile(std::string(MF_SOURCE_DIR "/scenarios/") + name);
    auto world = World::build(file->base);
    while (const auto step = world->step())
        for (const Record &record : step->records)
            if (record.kind == Kind::LetterRead && --reads == 0)
                return *std::move(world);
    return *std::move(world);
}

const Copies::Place *placeOf(const Copies &copies, const World &world, std::string_view node)
{
    for (const Copies::Place &place : copies.places)
        if (place.node == world.nodeNamed(node))
            return &place;
    return nullptr;
}

} // namespace

class TstStoryCopies : public QObject {
    Q_OBJECT

private slots:
    void pop3TakesTheLetterAway()
    {
        const World world = played("04-pop3-takes-it-away.yaml");
        const Copies copies = story::CopyFinder(world).of("carol@example.org");
        QVERIFY(!placeOf(copies, world, "mail.example.org"));
        const Copies::Place *desktop = placeOf(copies, world, "carol-desktop");
        QVERIFY(desktop && desktop->isDevice && !desktop->leavesOnServer);
        QCOMPARE(desktop->letters, 1u);
        QCOMPARE(placeOf(copies, world, "carol-phone")->letters, 0u);
        QCOMPARE(copies.letters.size(), 1u);
        QCOMPARE(copies.letters.front().subject, std::string("The tickets"));
        QVERIFY(!copies.isOnServer(copies.letters.front()));
    }

    void imapLeavesItForTheOtherDevices()
    {
        const World world = played("05-imap-keeps-it.yaml", 2);
        story::CopyFinder finder(world);
        const Copies copies = finder.of("DORA@example.org");
        const Copies::Place *server = placeOf(copies, world, "mail.example.org");
        QVERIFY(server && !server->isDevice);
        std::size_t devices = 0;
        for (std::size_t i = 0; i < copies.places.size(); ++i)
            if (copies.places[i].isDevice && copies.places[i].letters > 0) {
                ++devices;
                QCOMPARE(copies.alsoOnServer(i), copies.places[i].letters);
            }
        QCOMPARE(devices, 2u);
        const auto accounts = finder.accountsAt(world.nodeNamed("mail.example.org"));
        QVERIFY(std::ranges::find(accounts, "dora@example.org") != accounts.end());
    }

    void nobodyHasNothing()
    {
        const World world = played("01-the-first-letter.yaml");
        const Copies copies = story::CopyFinder(world).of("nobody@nowhere.test");
        QVERIFY(copies.places.empty() && copies.letters.empty());
    }
};

QTEST_GUILESS_MAIN(TstStoryCopies)
#include "tst_story_copies.moc"
