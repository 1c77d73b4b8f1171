// Values that are made at first use.
#include "sim/base/kept.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <string>
#include <thread>
#include <vector>

using mf::Kept;

class TestKept : public QObject {
    Q_OBJECT

private slots:
    void aValueIsMadeOnce()
    {
        int made = 0;
        const Kept<std::string> kept;
        const auto make = [&made] { return std::to_string(++made); };
        const std::string &first = kept.get(make);
        QVERIFY(&kept.get(make) == &first);
        QCOMPARE(first, std::string("1"));
        QCOMPARE(made, 1);
    }

    void aCopyBeginsWithoutIt()
    {
        Kept<std::string> kept;
        kept.get([] { return std::string("one"); });
        const Kept<std::string> copy(kept); // NOLINT: the copy is what is tested
        QCOMPARE(copy.get([] { return std::string("two"); }), std::string("two"));
    }

    void allThreadsGetTheSame()
    {
        const Kept<std::string> kept;
        std::array<const std::string *, 8> seen{};
        std::vector<std::thread> threads;
        for (const std::string *&mine : seen)
            threads.emplace_back([&] { mine = &kept.get([] { return std::string("text"); }); });
        for (std::thread &thread : threads)
            thread.join();
        QCOMPARE(std::ranges::count(seen, seen.front()), 8);
    }
};

QTEST_GUILESS_MAIN(TestKept)
#include "tst_kept.moc"
