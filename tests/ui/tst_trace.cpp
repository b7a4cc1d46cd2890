// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "scenarios/results_json.h"
#include "simcore/base/quantity_text.h"
#include "ui/look/figure_text.h"
#include "ui/look/units.h"
#include "ui/results/results_panel.h"
#include "ui/results/trace_panel.h"
#include "ui/results/trace_view.h"
#include "ui/run/run_session.h"

#include <nlohmann/json.hpp>

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTabWidget>
#include <QTableWidget>
#include <QTreeWidget>
#include <QtTest>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

class TraceTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void beforeTheEndThereIsAWordInsteadOfTraces();
    void flowsAreChosenByOrderOutcomeAndNumber();
    void barsTellWaitingFromServiceAndLeadToTheMoment();
    void zoomingKeepsThePlaceUnderTheMouse();
    void figuresStandInTablesAndCanBeFiltered();
    void theResultIsSavedAsTheCommandLineKnowsIt();
    void figuresAreShort_data();
    void figuresAreShort();
    void figuresStandInTheUnitsOfTheUser();
    void fieldsReadBackFromAnyUnit();
};

void TraceTest::beforeTheEndThereIsAWordInsteadOfTraces()
{
    const FakeWorker worker(kEndlessRun);
    worker.writeRun(20, 0.1);
    RunSession session(worker.program());
    TracePanel panel(session, nullptr);
    panel.show();
    play(session, 20);

    QVERIFY(panel.findChild<QLabel*>(QStringLiteral("traceHint"))->isVisible());
    QVERIFY(panel.findChild<QLabel*>(QStringLiteral("traceHint"))->text().contains(QStringLiteral("ended")));
}

void TraceTest::flowsAreChosenByOrderOutcomeAndNumber()
{
    const FakeWorker worker(kWholeRun);
    worker.writeRun(80, 0.1);
    RunSession session(worker.program());
    TracePanel panel(session, nullptr);
    panel.show();
    play(session, 80);
    auto* list = panel.findChild<QTreeWidget*>(QStringLiteral("traceList"));
    QTRY_COMPARE(list->topLevelItemCount(), 2);
    auto* order = panel.findChild<QComboBox*>(QStringLiteral("traceOrder"));

    QCOMPARE(panel.view().trace().number, std::uint64_t{1});
    order->setCurrentIndex(1);
    QCOMPARE(panel.view().trace().number, std::uint64_t{2});  // the slowest
    order->setCurrentIndex(2);
    QCOMPARE(list->topLevelItemCount(), 1);
    order->setCurrentIndex(0);
    QTest::keyClicks(panel.findChild<QLineEdit*>(QStringLiteral("traceNumber")), QStringLiteral("2"));
    QCOMPARE(list->topLevelItemCount(), 1);
    QCOMPARE(panel.view().trace().spans.size(), std::size_t{3});
}

void TraceTest::barsTellWaitingFromServiceAndLeadToTheMoment()
{
    const FakeWorker worker(kWholeRun);
    worker.writeRun(80, 0.1);
    RunSession session(worker.program());
    TracePanel panel(session, nullptr);
    panel.resize(900, 300);
    panel.show();
    play(session, 80);
    auto* list = panel.findChild<QTreeWidget*>(QStringLiteral("traceList"));
    QTRY_COMPARE(list->topLevelItemCount(), 2);
    list->setCurrentItem(list->topLevelItem(1));

    const TraceView& view = panel.view();
    QVERIFY(view.barOf(1).width() > 5 * view.barOf(0).width());
    QVERIFY(view.barOf(1).left() > view.barOf(0).left());
    QVERIFY2(view.wordsOf(1).contains(QStringLiteral("waited 395 ms")), qPrintable(view.wordsOf(1)));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::NoModifier, view.barOf(1).center().toPoint());
    QVERIFY(std::abs(session.shownAt() - 3.4) < 0.11);
}

void TraceTest::zoomingKeepsThePlaceUnderTheMouse()
{
    TraceView view;
    view.resize(800, 300);
    view.show();
    view.setTrace(tracesOf(someResult(8).spans, {}).back());
    const double place = view.barOf(2).left();

    view.setZoom(4, place);

    QCOMPARE(view.zoom(), 4.0);
    QVERIFY(std::abs(view.barOf(2).left() - place) < 2);
    QTest::keyClick(&view, Qt::Key_0);
    QCOMPARE(view.zoom(), 1.0);
}

void TraceTest::figuresStandInTablesAndCanBeFiltered()
{
    const FakeWorker worker(kWholeRun);
    worker.writeRun(80, 0.1);
    RunSession session(worker.program());
    ResultsPanel panel(session);
    panel.show();
    play(session, 80);
    QTRY_VERIFY(panel.tabs().count() >= 4);

    const auto* flows = qobject_cast<QTableWidget*>(panel.tabs().widget(0));
    QCOMPARE(flows->rowCount(), 3);
    QCOMPARE(flows->item(0, 0)->text(), QStringLiteral("acknowledgement p99"));
    QCOMPARE(flows->item(0, 1)->text(), QStringLiteral("31 ms"));
    panel.findChild<QLineEdit*>(QStringLiteral("resultWords"))->setText(QStringLiteral("completion"));
    QVERIFY(flows->isRowHidden(0));
    QVERIFY(!flows->isRowHidden(1));
}

void TraceTest::theResultIsSavedAsTheCommandLineKnowsIt()
{
    const FakeWorker worker(kWholeRun);
    worker.writeRun(80, 0.1);
    RunSession session(worker.program());
    const ResultsPanel panel(session);
    play(session, 80);
    QTRY_VERIFY(session.result() != nullptr);

    const Result<results::RunResult> read = readRunResult(Json::parse(panel.toJsonText().toStdString()));

    QVERIFY(read.isOk());
    QCOMPARE(toJson(read.value()).dump(), toJson(*session.result()).dump());  // no value equals what was not measured
}

void TraceTest::figuresAreShort_data()
{
    QTest::addColumn<QString>("found");
    QTest::addColumn<QString>("expected");

    QTest::newRow("milliseconds") << secondsText(0.0312) << QStringLiteral("31.2 ms");
    QTest::newRow("minutes") << secondsText(600) << QStringLiteral("10 min");
    QTest::newRow("nothing") << secondsText(results::kNothing) << QStringLiteral("–");
    QTest::newRow("thousands") << countText(12345) << QStringLiteral("12,345");
    QTest::newRow("not quite all") << shareText(0.99996) << QStringLiteral("99.996 %");
    QTest::newRow("all") << shareText(1) << QStringLiteral("100 %");
}

void TraceTest::figuresAreShort()
{
    QFETCH(QString, found);
    QTEST(found, "expected");
}

void TraceTest::figuresStandInTheUnitsOfTheUser()
{
    Units::setOfUser({.time = Units::Time::Milliseconds, .rate = Units::Rate::PerMinute});
    QCOMPARE(secondsText(1.5), QStringLiteral("1,500 ms"));
    QCOMPARE(secondsText(0.00125), QStringLiteral("1.25 ms"));
    QCOMPARE(sinceText(0.25), QStringLiteral("250 ms"));
    QCOMPARE(rateText(20), QStringLiteral("1,200/min"));

    Units::setOfUser({.time = Units::Time::Seconds});
    QCOMPARE(secondsText(0.0312), QStringLiteral("0.0312 s"));
    QCOMPARE(secondsText(600), QStringLiteral("600 s"));
    QCOMPARE(rateText(20), QStringLiteral("20/s"));
    Units::setOfUser({});
}

void TraceTest::fieldsReadBackFromAnyUnit()
{
    QRandomGenerator random(11);
    for (int i = 0; i < 3000; ++i) {
        const Units units{.time = static_cast<Units::Time>(i % 3), .rate = static_cast<Units::Rate>(i % 4), .size = static_cast<Units::Size>(i / 4 % 4)};
        const Duration duration{static_cast<std::int64_t>(random.generate64() >> random.bounded(8, 63))};
        const std::int64_t bytes = static_cast<std::int64_t>(random.generate64() >> random.bounded(14, 63));
        const double rate = static_cast<double>(random.bounded(1, 100'000)) / (i % 2 == 0 ? 1 : 60);

        QCOMPARE(readDuration(fieldText(duration, units).toStdString()), std::optional(duration));
        QCOMPARE(readBytes(bytesFieldText(bytes, units).toStdString()), std::optional(bytes));
        const std::optional<double> read = readRate(rateFieldText(rate, units).toStdString());
        QVERIFY2(read && std::abs(*read - rate) <= 1e-9 * rate, qPrintable(rateFieldText(rate, units)));
    }
}

QTEST_MAIN(TraceTest)
#include "tst_trace.moc"
