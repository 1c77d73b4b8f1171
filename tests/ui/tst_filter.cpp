// The filter of the events as a person uses it: slash, typing, completing, what is wrong, Enter, Escape;
// and a long search that leaves the window free.
#include "tests/ui/window_fixture.h"
#include "ui/selection.h"
#include "ui/words/events_panel.h"
#include "ui/words/filter_bar.h"
#include "ui/words/filter_edit.h"
#include "ui/words/trace_model.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QCompleter>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTableWidget>
#include <QTest>
#include <QToolButton>

using namespace mf;
using namespace mf::ui;
using mf::test::WindowFixture;

namespace {

void type(FilterEdit &edit, const char *filter)
{
    edit.clear();
    QTest::keyClicks(&edit, filter);
    edit.findChild<QCompleter *>()->popup()->hide(); // or it would take the keys that follow
}

} // namespace

class FilterTest : public QObject {
    Q_OBJECT

private slots:
    void slashGoesToTheFilterAndEscapeBack()
    {
        WindowFixture f("01-the-first-letter.yaml");
        f.simulation.toEnd();
        QTRY_VERIFY(!f.simulation.isBusy());
        QTest::keyClick(&f.window, Qt::Key_Slash);
        FilterBar &bar = f.window.events().filter();
        QVERIFY(f.window.events().isVisible());
        QVERIFY(bar.edit().hasFocus());
        const int all = f.window.events().model().rowCount();
        type(bar.edit(), "smtp.reply >= 200");
        QTest::keyClick(&bar.edit(), Qt::Key_Return);
        const int some = f.window.events().model().rowCount();
        QVERIFY(some > 3 && some < all);
        QVERIFY(bar.count().text().startsWith(QString::number(some)));
        QCOMPARE(bar.sign().text(), QStringLiteral("✓"));
        QTest::keyClick(&bar.edit(), Qt::Key_Escape);
        QCOMPARE(f.window.events().model().rowCount(), all);
        QVERIFY(bar.edit().text().isEmpty());
        QVERIFY(f.window.events().table().hasFocus());
    }

    void whatIsWrongIsSaidUnderItsPlace()
    {
        WindowFixture f("01-the-first-letter.yaml");
        QTest::keyClick(&f.window, Qt::Key_Slash);
        FilterBar &bar = f.window.events().filter();
        type(bar.edit(), "dns && smtp.repl > 4");
        QCOMPARE(bar.sign().text(), QStringLiteral("✗"));
        QVERIFY(bar.fault().isVisible());
        QVERIFY(bar.fault().text().contains("did you mean \"smtp.reply\"?"));
        QVERIFY(bar.fault().indent() > bar.edit().x() + 20);
        const int rows = f.window.events().model().rowCount();
        QTest::keyClick(&bar.edit(), Qt::Key_Return); // changes nothing
        QCOMPARE(f.window.events().model().rowCount(), rows);
        QVERIFY(!f.window.events().model().isFiltered());
        bar.edit().clear();
        QVERIFY(!bar.fault().isVisible());
    }

    void aLoneWordIsLookedForAnywhere()
    {
        WindowFixture f("01-the-first-letter.yaml");
        f.simulation.toEnd();
        QTRY_VERIFY(!f.simulation.isBusy());
        QTest::keyClick(&f.window, Qt::Key_Slash);
        FilterBar &bar = f.window.events().filter();
        const int all = f.window.events().model().rowCount();
        type(bar.edit(), "AUTH");
        QCOMPARE(bar.sign().text(), QStringLiteral("✗")); // it is no field, and how to ask is said
        QTest::keyClick(&bar.edit(), Qt::Key_Return);
        QCOMPARE(bar.edit().text(), QStringLiteral("text contains AUTH"));
        QCOMPARE(bar.sign().text(), QStringLiteral("✓"));
        QVERIFY(f.window.events().model().rowCount() > 0 && f.window.events().model().rowCount() < all);
    }

    void wordsAreOfferedAndPutIn()
    {
        WindowFixture f("01-the-first-letter.yaml");
        f.simulation.toEnd();
        QTRY_VERIFY(!f.simulation.isBusy());
        QTest::keyClick(&f.window, Qt::Key_Slash);
        FilterEdit &edit = f.window.events().filter().edit();
        edit.setText("smtp.verb == ");
        QVERIFY(edit.offer(FilterEdit::Offer::WhatIsTyped).isEmpty());
        QVERIFY(edit.offer(FilterEdit::Offer::All).contains("MAIL"));
        edit.setText("smtp.verb == MA");
        QCOMPARE(edit.offer(FilterEdit::Offer::WhatIsTyped), QStringList("MAIL"));
        edit.setText("smtp.ver && dns");
        edit.setCursorPosition(8);
        QCOMPARE(edit.offer(FilterEdit::Offer::WhatIsTyped), QStringList("smtp.verb"));
    }

    void upBringsBackWhatWasAsked()
    {
        WindowFixture f("01-the-first-letter.yaml");
        QTest::keyClick(&f.window, Qt::Key_Slash);
        FilterEdit &edit = f.window.events().filter().edit();
        for (const char *filter : {"dns", "smtp", "dns"}) {
            type(edit, filter);
            QTest::keyClick(&edit, Qt::Key_Return);
        }
        QCOMPARE(edit.remembered(), QStringList({"dns", "smtp"}));
        edit.setText("im");
        QTest::keyClick(&edit, Qt::Key_Up);
        QTest::keyClick(&edit, Qt::Key_Up);
        QCOMPARE(edit.text(), QStringLiteral("smtp"));
        QTest::keyClick(&edit, Qt::Key_Down);
        QTest::keyClick(&edit, Qt::Key_Down);
        QCOMPARE(edit.text(), QStringLiteral("im"));
    }

    void filtersAreRememberedForTheNextWindow()
    {
        WindowFixture first("01-the-first-letter.yaml"); // has settings of its own
        QVERIFY(first.window.events().filter().edit().remembered().isEmpty());
        for (int i = 1; i <= FilterEdit::kRememberedLimit; ++i)
            first.window.events().filter().edit().remember(QStringLiteral("number == %1").arg(i));
        Window second(first.simulation, {});
        FilterEdit &edit = second.events().filter().edit();
        QCOMPARE(int(edit.remembered().size()), int(FilterEdit::kRememberedLimit));
        QCOMPARE(edit.remembered().last(), QStringLiteral("number == 1"));
        edit.remember(QStringLiteral("smtp")); // one more than there is room for
        first.window.events().filter().edit().remember(QStringLiteral("dns")); // and beside it
        Window third(first.simulation, {});
        const QStringList all = third.events().filter().edit().remembered();
        QCOMPARE(int(all.size()), int(FilterEdit::kRememberedLimit));
        QCOMPARE(all.first(3), QStringList({"dns", "smtp", "number == 20"}));
        QCOMPARE(all.last(), QStringLiteral("number == 3"));
    }

    void aRowIsTheRecordThatItShows()
    {
        WindowFixture f("01-the-first-letter.yaml");
        f.simulation.toEnd();
        QTRY_VERIFY(!f.simulation.isBusy());
        FilterBar &bar = f.window.events().filter();
        bar.edit().setText("kind == letter-stored");
        bar.apply();
        TraceModel &model = f.window.events().model();
        QCOMPARE(model.rowCount(), 1);
        f.window.events().table().setCurrentIndex(model.index(0, 0));
        QVERIFY(f.window.selection().record());
        QCOMPARE(f.simulation.trace()[*f.window.selection().record()].kind, Kind::LetterStored);
        f.window.selection().selectRecord(0); // hidden: no row is current, and it stays selected
        QVERIFY(!f.window.events().table().currentIndex().isValid());
        QCOMPARE(f.window.selection().record(), std::optional(Index(0)));
    }

    void stepsBackAndForthKeepTheFilter()
    {
        WindowFixture f("02-another-network.yaml");
        QAbstractItemModelTester tester(&f.window.events().model(),
                                        QAbstractItemModelTester::FailureReportingMode::Fatal);
        FilterBar &bar = f.window.events().filter();
        bar.edit().setText("smtp.reply");
        bar.apply();
        f.simulation.toEnd();
        QTRY_VERIFY(!f.simulation.isBusy());
        QTRY_COMPARE(f.window.events().model().judged(), int(f.simulation.recordsShown()));
        const int all = f.window.events().model().rowCount();
        QVERIFY(all > 5);
        for (int i = 0; i < 8; ++i)
            f.simulation.back();
        QVERIFY(f.window.events().model().rowCount() < all);
        f.simulation.toBegin();
        QCOMPARE(f.window.events().model().rowCount(), 0);
        f.simulation.toEnd();
        QTRY_COMPARE(f.window.events().model().rowCount(), all);
    }

    void aLongSearchCanBeCancelled()
    {
        Trace trace;
        const Slices line(std::string(2000, 'a'));
        for (Index i = 0; i < 200'000; ++i) {
            Record record;
            record.id = i;
            record.kind = Kind::Segment;
            record.bytes = line;
            trace.push_back(std::move(record));
        }
        TraceModel model;
        model.setTrace(&trace, Teller{});
        model.showUpTo(200'000);
        FilterBar bar(model);
        bar.show();
        QSignalSpy changed(&bar, &FilterBar::changed);
        bar.edit().setText("text matches \"(a|b)*c\"");
        bar.apply();
        QVERIFY(model.judged() < 200'000);
        QVERIFY(bar.cancelButton().isVisible());
        bar.cancelButton().click();
        QVERIFY(!model.isFiltered());
        QCOMPARE(model.rowCount(), 200'000);
        QVERIFY(!bar.cancelButton().isVisible());
        QVERIFY(!bar.edit().text().isEmpty());
        QCOMPARE(changed.count(), 2);
    }

    void everyFieldIsInTheList()
    {
        QWidget window;
        showFilterFields(&window);
        auto *table = window.findChild<QTableWidget *>();
        QVERIFY(table);
        QCOMPARE(table->rowCount(), int(story::filterFields().size()));
        for (int row = 0; row < table->rowCount(); ++row)
            QVERIFY(!table->item(row, 2)->text().isEmpty());
    }
};

QTEST_MAIN(FilterTest)
#include "tst_filter.moc"
