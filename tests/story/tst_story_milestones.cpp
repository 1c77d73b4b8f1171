// The timeline's list: in order, each with its source, in both languages, and naming scenarios that are there.
#include "sim/story/milestones.h"

#include <QFile>
#include <QTest>

using namespace mf;

class TstStoryMilestones : public QObject {
    Q_OBJECT

private slots:
    void theListIsWhole()
    {
        const auto &list = story::milestones();
        QVERIFY(list.size() >= 20);
        QCOMPARE(list.front().year, 1965);
        for (const story::Milestone &milestone : list) {
            QCOMPARE(milestone.title.byLanguage.size(), std::size_t(2));
            QCOMPARE(milestone.about.byLanguage.size(), std::size_t(2));
            if (!milestone.scenario.empty())
                QVERIFY2(QFile::exists(QStringLiteral(MF_SOURCE_DIR "/scenarios/")
                                       + QString::fromStdString(milestone.scenario)),
                         milestone.scenario.c_str());
        }
    }

    void theYearsThatPeopleGetWrong()
    {
        const auto yearOf = [](const char *title) {
            for (const story::Milestone &milestone : story::milestones())
                if (milestone.title.in("en") == title)
                    return milestone.year;
            return 0;
        };
        QVERIFY(yearOf("The first letter over a network") < yearOf("The Internet"));
        QVERIFY(yearOf("POP") < yearOf("IMAP"));
        QVERIFY(yearOf("IMAP") < yearOf("POP3"));
        QVERIFY(yearOf("MX") > yearOf("DNS"));
    }

    void mistakesAreNamedWithTheirPlace()
    {
        const auto fault = [](const char *yaml) {
            const auto read = story::readMilestones(yaml, "h.yaml");
            return read ? QString()
                        : QString::fromStdString(read.error().front().print()).section(u'\n', 0, 0);
        };
        QCOMPARE(fault("- { year: 1965, title: a, about: b, source: c }\n"), QString());
        QVERIFY(fault("- { yaer: 1965, title: a, about: b, source: c }\n").startsWith("h.yaml:1:"));
        QVERIFY(fault("- { year: 1965, title: a, about: b, source: c }\n"
                      "- { year: 1964, title: a, about: b, source: c }\n")
                    .startsWith("h.yaml:2:"));
        QVERIFY(fault("- { year: 1965, title: a, about: b }\n").contains("source"));
        QVERIFY(fault("year: 1965\n").contains("a history is a list"));
    }
};

QTEST_GUILESS_MAIN(TstStoryMilestones)
#include "tst_story_milestones.moc"
