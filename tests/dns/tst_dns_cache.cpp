#include "sim/dns/cache.h"

#include <QTest>
#include <fmt/format.h>

namespace mf::dns::test {

namespace {

Name nameOf(std::string_view written) { return *Name::parse(written); }
Instant at(std::int64_t seconds) { return Instant(std::chrono::seconds(seconds)); }
std::vector<Record> address(std::string_view name, std::uint32_t ttl, std::uint8_t last = 1)
{
    return {makeAddress(nameOf(name), ttl, IpAddress::v4(192, 0, 2, last))};
}
Record soa(std::uint32_t ttl, std::uint32_t minimum)
{
    return makeSoa(nameOf("a.test"), ttl, {nameOf("ns.a.test"), nameOf("h.a.test"), 1, 2, 3, 4, minimum});
}

} // namespace

class TstDnsCache : public QObject {
    Q_OBJECT
private slots:
    void recordsLastAsLongAsTheirTtl();
    void ttlHasALimit();
    void negativeTtlHasALimit();
    void uselessTtlIsNotKept_data();
    void uselessTtlIsNotKept();
    void betterIsNotReplacedByWorse();
    void noSuchNameHoldsForEveryType();
    void noDataHoldsForItsType();
    void entriesHaveALimit();
    void expiredEntriesMakeRoom();
    void copiesAreIndependent();
    void viewShowsWhatIsLeft();
};

void TstDnsCache::recordsLastAsLongAsTheirTtl()
{
    Cache cache(10);
    QVERIFY(cache.store(Trust::Answer, address("a.test", 60), at(100)) != nullptr);
    const Cache::Entry *entry = cache.find(nameOf("A.Test"), type::A, Trust::Answer, at(130));
    QVERIFY(entry != nullptr);
    QCOMPARE(entry->recordsAt(at(130)).front().ttl, 30u);
    QVERIFY(cache.find(nameOf("a.test"), type::A, Trust::Answer, at(160) - Duration(1)) != nullptr);
    QVERIFY(cache.find(nameOf("a.test"), type::A, Trust::Answer, at(160)) == nullptr);
    QVERIFY(cache.find(nameOf("a.test"), type::Mx, Trust::Answer, at(130)) == nullptr);
}

void TstDnsCache::ttlHasALimit()
{
    for (const std::uint32_t ttl : {kCacheTtlLimit, kCacheTtlLimit + 1}) {
        Cache cache(10);
        QCOMPARE(cache.store(Trust::Answer, address("a.test", ttl), {})->ttl({}), kCacheTtlLimit);
    }
}

void TstDnsCache::negativeTtlHasALimit()
{
    for (const std::uint32_t ttl : {kNegativeTtlLimit, kNegativeTtlLimit + 1}) {
        Cache cache(10);
        const auto *entry =
            cache.storeNegative(Cache::Kind::NoData, nameOf("x.a.test"), type::A, soa(ttl, ttl), {});
        QCOMPARE(entry->ttl({}), kNegativeTtlLimit);
    }
}

void TstDnsCache::uselessTtlIsNotKept_data()
{
    QTest::addColumn<quint32>("ttl");
    QTest::newRow("zero") << 0u;
    QTest::newRow("highest bit set (RFC 2181 section 8)") << 0x80000000u;
}

void TstDnsCache::uselessTtlIsNotKept()
{
    QFETCH(quint32, ttl);
    Cache cache(10);
    QVERIFY(cache.store(Trust::Answer, address("a.test", ttl), {}) == nullptr);
    QVERIFY(cache.storeNegative(Cache::Kind::NoData, nameOf("a.test"), type::A, soa(ttl, ttl), {})
            == nullptr);
    QCOMPARE(cache.size(), std::size_t{0});
}

void TstDnsCache::betterIsNotReplacedByWorse()
{
    Cache cache(10);
    const Name name = nameOf("a.test");
    QVERIFY(cache.store(Trust::Glue, address("a.test", 60, 1), {}) != nullptr);
    QVERIFY(cache.find(name, type::A, Trust::Answer, {}) == nullptr);
    QVERIFY(cache.store(Trust::Glue, address("a.test", 60, 2), {}) == nullptr); // nothing is learnt by it
    QVERIFY(cache.store(Trust::Answer, address("a.test", 60, 3), {}) != nullptr);
    QVERIFY(cache.store(Trust::Glue, address("a.test", 60, 4), {}) == nullptr);
    QVERIFY(cache.store(Trust::Answer, address("a.test", 60, 5), {}) != nullptr);
    QCOMPARE(QString::fromStdString(printRdata(cache.find(name, type::A, Trust::Glue, {})->records.front())),
             QStringLiteral("192.0.2.5"));
    QVERIFY(cache.store(Trust::Glue, address("a.test", 60, 6), at(60))
            != nullptr); // what has expired is worth nothing
    QCOMPARE(cache.size(), std::size_t{1});
}

void TstDnsCache::noSuchNameHoldsForEveryType()
{
    Cache cache(10);
    cache.storeNegative(Cache::Kind::NoSuchName, nameOf("x.a.test"), type::A, soa(60, 30), {});
    const Cache::Entry *entry = cache.find(nameOf("x.a.test"), type::Mx, Trust::Answer, at(29));
    QVERIFY(entry != nullptr && entry->kind == Cache::Kind::NoSuchName);
    QVERIFY(cache.find(nameOf("x.a.test"), type::Mx, Trust::Answer, at(30)) == nullptr);
    QVERIFY(cache.find(nameOf("y.x.a.test"), type::A, Trust::Answer, at(1)) == nullptr);
}

void TstDnsCache::noDataHoldsForItsType()
{
    Cache cache(10);
    cache.storeNegative(Cache::Kind::NoData, nameOf("x.a.test"), type::A, soa(60, 30), {});
    QVERIFY(cache.find(nameOf("x.a.test"), type::A, Trust::Answer, {})->kind == Cache::Kind::NoData);
    QVERIFY(cache.find(nameOf("x.a.test"), type::Mx, Trust::Answer, {}) == nullptr);
    QVERIFY(cache.store(Trust::Glue, address("x.a.test", 60), {}) == nullptr);
    QVERIFY(cache.store(Trust::Answer, address("x.a.test", 60), {}) != nullptr);
}

void TstDnsCache::entriesHaveALimit()
{
    constexpr std::size_t limit = 3;
    Cache cache(limit);
    cache.store(Trust::Answer, address("b.test", 50), {});
    cache.store(Trust::Answer, address("a.test", 10), {}); // expires first
    cache.store(Trust::Answer, address("c.test", 30), {});
    QCOMPARE(cache.size(), limit);
    QVERIFY(cache.find(nameOf("a.test"), type::A, Trust::Answer, {}) != nullptr);
    cache.store(Trust::Answer, address("d.test", 20), {});
    QCOMPARE(cache.size(), limit);
    QVERIFY(cache.find(nameOf("a.test"), type::A, Trust::Answer, {}) == nullptr);
    for (const char *kept : {"b.test", "c.test", "d.test"})
        QVERIFY(cache.find(nameOf(kept), type::A, Trust::Answer, {}) != nullptr);
    cache.store(Trust::Answer, address("d.test", 99), {}); // replacing needs no room
    QVERIFY(cache.find(nameOf("c.test"), type::A, Trust::Answer, {}) != nullptr);
}

void TstDnsCache::expiredEntriesMakeRoom()
{
    Cache cache(100);
    for (std::uint32_t i = 0; i < 50; ++i)
        cache.store(Trust::Answer, address(fmt::format("n{}.test", i), 10 + i), {});
    cache.store(Trust::Answer, address("late.test", 10), at(30));
    QCOMPARE(cache.size(), std::size_t{50 - 21 + 1});
}

void TstDnsCache::copiesAreIndependent()
{
    Cache cache(10);
    cache.store(Trust::Answer, address("a.test", 60), {});
    Cache copy = cache;
    copy.store(Trust::Answer, address("b.test", 60), {});
    cache.store(Trust::Answer, address("a.test", 60, 9), {});
    QVERIFY(cache.find(nameOf("b.test"), type::A, Trust::Answer, {}) == nullptr);
    QCOMPARE(QString::fromStdString(
                 printRdata(copy.find(nameOf("a.test"), type::A, Trust::Answer, {})->records.front())),
             QStringLiteral("192.0.2.1"));
}

void TstDnsCache::viewShowsWhatIsLeft()
{
    Cache cache(10);
    cache.store(Trust::Answer,
                {makeMx(nameOf("a.test"), 60, 10, nameOf("mx.a.test")), makeMx(nameOf("a.test"), 60, 20, {})},
                {});
    cache.store(Trust::Glue, address("b.test", 10), {});
    cache.storeNegative(Cache::Kind::NoSuchName, nameOf("x.a.test"), type::A, soa(60, 30), {});
    cache.storeNegative(Cache::Kind::NoData, nameOf("y.a.test"), type::Mx, soa(60, 30), {});
    QStringList lines;
    for (const CacheView &view : cache.view(at(10)))
        lines << QString::fromStdString(view.name + ' ' + view.type + ' ' + view.data) + ' '
                     + QString::number(view.expires.time_since_epoch() / std::chrono::seconds(1));
    QCOMPARE(lines, (QStringList{"a.test MX 10 mx.a.test., 20 . 60", "x.a.test any no such name 30",
                                 "y.a.test MX no data 30"}));
}

} // namespace mf::dns::test

QTEST_GUILESS_MAIN(mf::dns::test::TstDnsCache)
#include "tst_dns_cache.moc"
