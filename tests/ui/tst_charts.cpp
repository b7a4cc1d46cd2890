// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "ui/document/selection.h"
#include "ui/results/chart.h"
#include "ui/results/chart_plot.h"
#include "ui/results/charts_panel.h"
#include "ui/run/frame_sum.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"

#include <QAction>
#include <QtTest>

#include <cmath>
#include <numeric>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

class ChartsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void chartsShowWhatWasRecorded();
    void aClickInAChartShowsThatMoment();
    void draggingInAChartScrubs();
    void zoomingKeepsAllChartsOnOneScale();
    void theLegendSwitchesALine();
    void logScaleIsForTimesAndCounts();
    void theSelectedComponentIsTheOneShown();
    void severalRunsLieOverEachOther();
    void chartsAreSavedAsPicturesAndNumbers();
    void aNewPaletteReachesThePlots();

private:
    [[nodiscard]] ChartPlot& plot(const char* name) const { return m_panel->findChart(name)->plot(); }
    [[nodiscard]] QPoint placeAt(ChartPlot& plot, double seconds) const
    {
        return {static_cast<int>(std::lround(plot.xAxis->coordToPixel(seconds))), plot.axisRect()->center().y()};
    }

    std::unique_ptr<FakeWorker> m_worker;
    std::unique_ptr<RunSession> m_session;
    std::unique_ptr<ChartsPanel> m_panel;
};

void ChartsTest::init()
{
    m_worker = std::make_unique<FakeWorker>(kWholeRun);
    m_worker->writeRun(100, 0.1);
    m_session = std::make_unique<RunSession>(m_worker->program());
    m_panel = std::make_unique<ChartsPanel>();
    m_panel->resize(1100, 1200);
    m_panel->addSession(m_session.get(), QStringLiteral("sync"));
    m_panel->show();
    play(*m_session, 100);
    QTRY_VERIFY(!m_session->isUnderWay());
    m_panel->refreshNow();
    QCoreApplication::processEvents();
}

void ChartsTest::cleanup()
{
    m_panel.reset();
    m_session.reset();
    m_worker.reset();
}

void ChartsTest::chartsShowWhatWasRecorded()
{
    const Chart& chart = *m_panel->findChart("throughput");
    const auto started = std::ranges::find(chart.lines(), QStringLiteral("started"), &ChartLine::name);
    QVERIFY(started != chart.lines().end());
    QCOMPARE(started->values.size(), 100);  // every frame of a short run is a point
    const double sum = std::accumulate(started->values.begin(), started->values.end(), 0.0) * 0.1;
    const auto all = m_session->recording().sumsAt(1e9).flows.front().started;
    QVERIFY(std::abs(sum - static_cast<double>(all)) < 0.5);
    QCOMPARE(m_panel->charts().size(), std::size_t{kChartKinds});
    QVERIFY(m_panel->findChart("backlog")->lines().size() > 1);

    double drawing = 0;
    for (const Chart* each : m_panel->charts())
        drawing += each->replotMilliseconds();
    qInfo("drawing all charts takes %.1f ms", drawing);
}

void ChartsTest::aClickInAChartShowsThatMoment()
{
    QSignalSpy moments(m_panel.get(), &ChartsPanel::momentChosen);
    ChartPlot& latency = plot("latency");

    QTest::mouseClick(&latency, Qt::LeftButton, Qt::NoModifier, placeAt(latency, 4.25));

    QCOMPARE(moments.size(), 1);
    QVERIFY(std::abs(m_session->shownAt() - 4.3) < 0.06);
    QVERIFY(!m_session->isFollowing());
    QTRY_VERIFY(std::abs(latency.moment() - m_session->shownAt()) < 1e-6);
}

void ChartsTest::draggingInAChartScrubs()
{
    ChartPlot& latency = plot("latency");

    QTest::mousePress(&latency, Qt::LeftButton, Qt::NoModifier, placeAt(latency, 2));
    QTest::mouseMove(&latency, placeAt(latency, 7.05));
    QTest::mouseRelease(&latency, Qt::LeftButton, Qt::NoModifier, placeAt(latency, 7.05));

    QVERIFY(std::abs(m_session->shownAt() - 7.1) < 0.06);
}

void ChartsTest::zoomingKeepsAllChartsOnOneScale()
{
    ChartPlot& latency = plot("latency");
    const QPointF place = placeAt(latency, 5);
    QWheelEvent wheel(place, latency.mapToGlobal(place), {}, {0, 240}, Qt::NoButton, Qt::ControlModifier, Qt::NoScrollPhase, false);

    QCoreApplication::sendEvent(&latency, &wheel);

    const QCPRange zoomed = latency.xAxis->range();
    QVERIFY(zoomed.size() < 8 && zoomed.lower < 5 && 5 < zoomed.upper);
    QCOMPARE(plot("outcomes").xAxis->range(), zoomed);
    QTest::mouseDClick(&latency, Qt::LeftButton, Qt::NoModifier, placeAt(latency, 5));
    QCOMPARE(latency.xAxis->range(), QCPRange(0, m_session->wish().duration));
}

void ChartsTest::theLegendSwitchesALine()
{
    Chart& chart = *m_panel->findChart("throughput");
    ChartPlot& throughput = chart.plot();
    throughput.replot(QCustomPlot::rpImmediateRefresh);
    const QString name = throughput.graph(0)->name();
    const QPoint place = throughput.legend->itemWithPlottable(throughput.graph(0))->outerRect().center();

    QTest::mouseClick(&throughput, Qt::LeftButton, Qt::NoModifier, place);
    QVERIFY(chart.isLineHidden(name));
    QVERIFY(!throughput.graph(0)->visible());
    QVERIFY(throughput.graph(1)->visible());

    QTest::mouseClick(&throughput, Qt::LeftButton, Qt::NoModifier, place);
    QVERIFY(throughput.graph(0)->visible());
}

void ChartsTest::logScaleIsForTimesAndCounts()
{
    m_panel->findChild<QAction*>(QStringLiteral("logScale"))->trigger();

    QCOMPARE(plot("latency").yAxis->scaleType(), QCPAxis::stLogarithmic);
    QCOMPARE(plot("outcomes").yAxis->scaleType(), QCPAxis::stLinear);  // what is stacked has no logarithm
    QVERIFY(plot("latency").yAxis->range().lower > 0);
}

void ChartsTest::theSelectedComponentIsTheOneShown()
{
    Selection selection;
    m_panel->followSelection(&selection);

    selection.set({{ElementKind::Component, "component-3"}});
    m_panel->refreshNow();

    const auto& lines = m_panel->findChart("utilisation")->lines();
    QCOMPARE(lines.size(), std::size_t{1});
    QCOMPARE(lines.front().name, QStringLiteral("component-3"));
    selection.clear();
    m_panel->refreshNow();
    QVERIFY(m_panel->findChart("utilisation")->lines().size() > 1);
}

void ChartsTest::severalRunsLieOverEachOther()
{
    RunSession other(m_worker->program());
    m_panel->addSession(&other, QStringLiteral("choreography"));
    play(other, 100);
    m_panel->refreshNow();

    const auto& lines = m_panel->findChart("open")->lines();
    QCOMPARE(lines.size(), std::size_t{2});
    QVERIFY(lines[0].name.startsWith(QStringLiteral("sync")) && lines[1].name.startsWith(QStringLiteral("choreography")));
    QVERIFY(lines[0].colour != lines[1].colour);
    ChartPlot& open = plot("open");
    QTest::mouseClick(&open, Qt::LeftButton, Qt::NoModifier, placeAt(open, 3.05));
    QVERIFY(std::abs(m_session->shownAt() - other.shownAt()) < 1e-9);
    m_panel->clearSessions();
}

void ChartsTest::chartsAreSavedAsPicturesAndNumbers()
{
    QTemporaryDir folder;
    const Chart& chart = *m_panel->findChart("outcomes");
    for (const char* suffix : {"png", "svg", "pdf", "csv"}) {
        const QString path = folder.filePath(QStringLiteral("chart.") + QLatin1String(suffix));
        QCOMPARE(chart.exportTo(path), QString());
        QVERIFY2(QFileInfo(path).size() > 500, suffix);
    }

    const QStringList rows = chart.toCsv().trimmed().split(u'\n');
    QCOMPARE(rows.size(), 101);
    QCOMPARE(rows.front(), QStringLiteral("seconds,completed in time,late,compensated,refused,inconsistent"));
    QCOMPARE(rows[1].split(u',').first().toDouble(), 0.05);
    QVERIFY(!chart.exportTo(QStringLiteral("/no/such/folder/chart.csv")).isEmpty());
}

void ChartsTest::aNewPaletteReachesThePlots()
{
    ChartPlot& latency = plot("latency");
    const QColor line = latency.graph(0)->pen().color();

    m_panel->setPalette(darkPalette());
    QCoreApplication::processEvents();

    QVERIFY(latency.graph(0)->pen().color() != line);
    QVERIFY(latency.grab().toImage().pixelColor(3, 3).lightness() < 60);
}

QTEST_MAIN(ChartsTest)
#include "tst_charts.moc"
