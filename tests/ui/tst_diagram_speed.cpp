// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How long pictures take, painted by software: what a person sees as fluent.
#include "ui/canvas/diagram_view.h"
#include "ui/document/element_edits.h"
#include "ui/document/place_edits.h"

#include <QtTest>

#include <algorithm>
#include <ctime>

using namespace stormglass;
using namespace stormglass::ui;

namespace {

/// Services in rows, each of which calls the next and one below.
spec::Scenario grid(int count, int columns)
{
    spec::Scenario scenario;
    for (int i = 0; i < count; ++i) {
        const std::string name = "s" + std::to_string(i);
        spec::ServiceSettings service;
        spec::Program program;
        for (const int next : {i + 1, i + columns}) {
            if (next < count)
                program.push_back({spec::Call{.component = "s" + std::to_string(next), .operation = "handle", .policy = {}}});
        }
        service.operations.push_back({.name = "handle", .program = program, .consumes = {}});
        scenario.topology.components.push_back({name, service});
        scenario.layout.push_back({name, i % columns * 232.0, i / columns * 104.0});
    }
    return scenario;
}

/// Milliseconds of the processor, so that others on the machine do not count; the middle one of many.
template <class Step>
double medianTime(int rounds, const Step& step)
{
    std::vector<double> times;
    for (int round = 0; round < rounds; ++round) {
        const std::clock_t began = std::clock();
        step(round);
        times.push_back(static_cast<double>(std::clock() - began) * 1e3 / CLOCKS_PER_SEC);
    }
    std::ranges::sort(times);
    return times[times.size() / 2];
}

struct Stage {
    ScenarioDocument document;
    Selection selection;
    DiagramView view{document, selection};
    QImage image{1600, 1000, QImage::Format_ARGB32_Premultiplied};

    explicit Stage(int count, int columns)
    {
        view.resize(1600, 1000);
        view.show();
        document.start(grid(count, columns));
        QTest::qWait(30);
    }
    void paint() { view.viewport()->render(&image); }
};

}  // namespace

class DiagramSpeedTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aThousandDotsOverTwoHundredNodes();
    void twoThousandNodesPanAndZoom();
};

void DiagramSpeedTest::aThousandDotsOverTwoHundredNodes()
{
    Stage stage(200, 14);
    stage.view.zoomToFit();
    results::Roster roster;
    results::Frame frame;
    for (int i = 0; i < 200; ++i) {
        roster.components.push_back("s" + std::to_string(i));
        frame.components.push_back({.utilisation = i / 200.0, .waiting = i * 3.0, .instances = 2, .up = 2, .drops = {}});
        if (i > 0)
            frame.traffic.push_back({static_cast<std::uint32_t>(i - 1), static_cast<std::uint32_t>(i), 7});
    }
    DotField& dots = stage.view.overlay().dots();
    stage.view.setFrame(roster, &frame);

    const double time = medianTime(100, [&](int round) {
        if (round % 6 == 0) {
            stage.view.setFrame(roster, &frame);
            dots.add(stage.view.diagram(), roster, frame.traffic, 0.1);
        }
        dots.advance(0.016);
        stage.paint();
    });

    qInfo("200 nodes, %d dots: %.2f ms a picture", dots.count(), time);
    QVERIFY(dots.count() > 800);
    QVERIFY(time <= 16);
}

void DiagramSpeedTest::twoThousandNodesPanAndZoom()
{
    Stage stage(2000, 45);
    stage.view.zoomToFit();
    const double wide = stage.view.zoom();
    stage.paint();

    const auto pan = [&](int round) {
        stage.view.panBy(QPoint(round % 2 == 0 ? 24 : -24, 12));
        stage.paint();
    };
    const auto zoom = [&](int round) {
        stage.view.zoomBy(round % 2 == 0 ? 1.1 : 1 / 1.1, QPointF(700, 400));
        stage.paint();
    };
    const double panWide = medianTime(30, pan);
    const double zoomWide = medianTime(30, zoom);
    stage.view.zoomBy(0.5 / wide, QPointF(800, 500));
    const double panNear = medianTime(30, pan);
    const double zoomNear = medianTime(30, zoom);

    qInfo("2000 nodes: pan %.1f and zoom %.1f ms at %.2f, pan %.1f and zoom %.1f ms at 0.5", panWide, zoomWide, wide, panNear, zoomNear);
    QVERIFY(std::max({panWide, zoomWide, panNear, zoomNear}) <= 33);
}

QTEST_MAIN(DiagramSpeedTest)
#include "tst_diagram_speed.moc"
