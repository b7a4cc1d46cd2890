// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/bench/measure.h"

#include "ui/canvas/diagram_view.h"
#include "ui/chaos/fault_menu.h"

#include <QtTest>

#include <algorithm>

namespace stormglass::ui::bench {
namespace {

struct Stage {
    ScenarioDocument document;
    Selection selection;
    DiagramView view{document, selection};
    QImage image{1600, 1000, QImage::Format_ARGB32_Premultiplied};

    Stage(int count, int columns)
    {
        view.resize(1600, 1000);
        view.show();
        document.start(grid(count, columns));
        QTest::qWait(30);
    }
    void paint() { view.viewport()->render(&image); }
};

/// A picture of the items and a thousand small ones, painted by hand.
double timeOfBarePicture(int dots)
{
    QImage image(1600, 1000, QImage::Format_ARGB32_Premultiplied);
    QPixmap items(image.size());
    items.fill(Qt::white);
    QPixmap dot(9, 9);
    dot.fill(QColor(0, 120, 255, 128));
    return middleTime(50, [&](int round) {
        QPainter painter(&image);
        painter.drawPixmap(0, 0, items);
        for (int i = 0; i < dots; ++i)
            painter.drawPixmap((i * 37 + round) % 1590, i * 53 % 990, dot);
    });
}

Measure measureDots()
{
    constexpr int kNodes = 200;
    constexpr double kSpan = 0.0977;  // one dot for ten messages, and just below the most that are shown
    Stage stage(kNodes, 14);
    stage.view.zoomToFit();
    results::Roster roster;
    results::Frame frame;
    frame.span = kSpan;
    for (int i = 0; i < kNodes; ++i) {
        roster.components.push_back("s" + std::to_string(i));
        frame.components.push_back({.utilisation = i / 200.0, .waiting = i * 3.0, .instances = 2, .up = 2, .drops = {}});
        if (i > 0)
            frame.traffic.push_back({static_cast<std::uint32_t>(i - 1), static_cast<std::uint32_t>(i), 7});
    }
    DotField& dots = stage.view.overlay().dots();
    const auto picture = [&](int round) {
        if (round % 6 == 0)  // ten frames a second
            stage.view.overlay().setFrame(roster, &frame, kSpan);
        dots.advance(0.016);
        stage.paint();
    };
    for (int round = 0; round < 60; ++round)
        picture(round);  // until as many leave as come
    const double time = middleTime(300, picture);
    return {QStringLiteral("a picture of %1 nodes with %2 moving messages").arg(kNodes).arg(dots.count()), 16, time,
            QStringLiteral("ms"), timeOfBarePicture(dots.count()), QStringLiteral("painted by hand")};
}

Measures measureMoving()
{
    constexpr int kRounds = 40;
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
    const double panWide = middleTime(kRounds, pan);
    const double zoomWide = middleTime(kRounds, zoom);
    stage.view.zoomBy(0.5 / wide, QPointF(800, 500));
    const double panNear = middleTime(kRounds, pan);
    const double zoomNear = middleTime(kRounds, zoom);
    const double bare = timeOfBarePicture(0);
    const QString byHand = QStringLiteral("one picture copied");
    return {{QStringLiteral("2,000 nodes: pan"), 33, std::max(panWide, panNear), QStringLiteral("ms"), bare, byHand},
            {QStringLiteral("2,000 nodes: zoom, all in sight"), 33, zoomWide, QStringLiteral("ms"), bare, byHand},
            {QStringLiteral("2,000 nodes: zoom, near"), 33, zoomNear, QStringLiteral("ms"), bare, byHand}};
}

Measures measureMenus()
{
    constexpr double kPrompt = 100;  // milliseconds: what is shown within them seems to be there at once (Nielsen 1993)
    ScenarioDocument document;
    document.start(grid(2000, 45));
    const double menu = middleTime(5, [&](int round) {
        FaultMenu faults(document, nullptr, {ElementKind::Component, "s" + std::to_string(1990 + round)}, 0);
        static_cast<void>(faults.sizeHint());
    });
    const double addMenu = middleTime(5, [&](int) {
        QMenu faults;
        fillAddMenu(faults, document.scenario(), std::nullopt, [](const spec::Fault&) { });
    });
    return {{QStringLiteral("2,000 nodes: the menu of faults of a part"), kPrompt, menu, QStringLiteral("ms")},
            {QStringLiteral("2,000 nodes: the menu of all faults"), kPrompt, addMenu, QStringLiteral("ms")}};
}

}  // namespace

Measures measureDiagram()
{
    Measures all{measureDots()};
    for (const Measures& more : {measureMoving(), measureMenus()})
        all.insert(all.end(), more.begin(), more.end());
    return all;
}

}  // namespace stormglass::ui::bench
