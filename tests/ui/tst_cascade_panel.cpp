// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "scenarios/worker_protocol.h"
#include "ui/chaos/blast_radius_bar.h"
#include "ui/chaos/cascade_list.h"
#include "ui/chaos/cascade_panel.h"
#include "ui/chaos/cascade_view.h"
#include "ui/document/selection.h"
#include "ui/look/theme.h"
#include "ui/run/run_session.h"

#include <QClipboard>
#include <QtTest>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;
using namespace stormglass::results;

namespace {

std::vector<Impact> someImpacts()
{
    return {{"kill", SubjectKind::Component, "component-1", ImpactPath::Fault, "", Limit::Errors, 2.1},
            {"kill", SubjectKind::Component, "component-2", ImpactPath::Call, "component-1", Limit::Latency, 2.4},
            {"kill", SubjectKind::Flow, "order", ImpactPath::Step, "component-2", Limit::Latency, 2.9},
            {"kill", SubjectKind::Component, "component-2", ImpactPath::Call, "component-1", Limit::Saturation, 3.1}};
}

/// A run of five seconds with those impacts, and its result if that is wanted.
void writeRun(const FakeWorker& worker)
{
    worker.writeRun(20, 0.25);
    std::string lines;
    for (Frame& frame : someRun(20, 0.25, someRoster())) {
        for (const Impact& impact : someImpacts()) {
            if (impact.at > frame.at - frame.span && impact.at <= frame.at)
                frame.impacts.push_back(impact);
        }
        lines += toLine(Reply{frame});
    }
    worker.write(QStringLiteral("frames"), lines);
    RunResult result = someResult(5);
    Cascade cascade{.fault = "kill", .phrase = "component-1 was down", .begin = 2, .end = 3, .hits = {}, .offered = 200, .lost = 40, .late = 20,
                    .stuck = 3, .compensated = 10, .detection = 0.1, .recovery = 1.2, .drain = 1.5, .backlogFlows = 80, .backlogSteps = 160,
                    .leftovers = {"3 flows of order are stuck"}};
    cascade.hits = {{SubjectKind::Component, "component-1", ImpactPath::Fault, "", {{Limit::Errors, 2.1, 3.0}}},
                    {SubjectKind::Component, "component-2", ImpactPath::Call, "component-1", {{Limit::Latency, 2.4, 3.4}, {Limit::Saturation, 3.1, 3.3}}},
                    {SubjectKind::Flow, "order", ImpactPath::Step, "component-2", {{Limit::Latency, 2.9, kNothing}}}};
    result.cascades = {cascade};
    worker.write(QStringLiteral("result"), toLine(Reply{result}));
}

/// A panel that shows such a run, as far as the script goes.
struct CascadeWorld {
    FakeWorker worker;
    Selection selection;
    RunSession session{worker.program()};
    CascadePanel panel{selection};

    explicit CascadeWorld(const char* script) : worker(script)
    {
        writeRun(worker);
        panel.resize(900, 420);
        panel.show();
        panel.setSession(&session);
        play(session, 20);
        const bool isThere = QTest::qWaitFor([this] { return session.shownAt() > 4.9; });
        if (!isThere)
            qFatal("the run is not shown");
        panel.refreshNow();
    }
};

}  // namespace

class CascadePanelTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOrderOfImpactGrowsWithTheMoment()
    {
        QCOMPARE(cascadesOf(someImpacts(), 2.0).size(), 0U);
        QCOMPARE(cascadesOf(someImpacts(), 2.5).front().hits.size(), 2U);
        const Cascade all = cascadesOf(someImpacts(), 10).front();
        QCOMPARE(all.hits.size(), 3U);
        QCOMPARE(all.hits[1].breaches.size(), 2U);
    }

    void aRunUnderWayShowsWhoIsHit()
    {
        CascadeWorld world(kEndlessRun);
        QCOMPARE(world.panel.view().topLevelItemCount(), 1);
        const QTreeWidgetItem* fault = world.panel.view().topLevelItem(0);
        QCOMPARE(fault->text(CascadeView::Who), QStringLiteral("kill"));
        QCOMPARE(fault->childCount(), 1);
        const QTreeWidgetItem* first = fault->child(0);
        QVERIFY(first->text(CascadeView::Who).startsWith(QStringLiteral("1")));
        QVERIFY(first->text(CascadeView::Who).contains(QStringLiteral("component-1")));
        QCOMPARE(first->childCount(), 1);
        QCOMPARE(first->child(0)->text(CascadeView::What), QStringLiteral("latency, saturation"));
        QCOMPARE(first->child(0)->child(0)->text(CascadeView::Since), QStringLiteral("+0.90 s"));
        QVERIFY(!world.panel.findChild<QWidget*>(QStringLiteral("summary"))->isVisible());
        world.session.showAt(2.2);
        world.panel.refreshNow();
        QCOMPARE(world.panel.view().topLevelItem(0)->child(0)->childCount(), 0);
        world.session.end();
    }

    void theEndTellsTheBlastRadius()
    {
        CascadeWorld world(kWholeRun);
        QTRY_VERIFY(world.session.result() != nullptr);
        world.panel.refreshNow();
        QVERIFY(world.panel.findChild<QWidget*>(QStringLiteral("summary"))->isVisible());
        const auto parts = world.panel.findChild<BlastRadiusBar*>()->parts();
        double all = 0;
        for (const auto& part : parts)
            all += part.count;
        QCOMPARE(all, 200.0);
        QCOMPARE(parts.front().count, 127.0);
        const QString figures = world.panel.findChild<QLabel*>(QStringLiteral("figures"))->text();
        QVERIFY(figures.contains(QStringLiteral("1.20 s")));
        QVERIFY(figures.contains(QStringLiteral("3 flows of order are stuck")));
    }

    void aClickRevealsThePart()
    {
        CascadeWorld world(kWholeRun);
        QSignalSpy revealed(&world.selection, &Selection::revealed);
        CascadeView& view = world.panel.view();
        QTreeWidgetItem* hit = view.topLevelItem(0)->child(0)->child(0);
        QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, view.visualItemRect(hit).center());
        QCOMPARE(revealed.count(), 1);
        QCOMPARE(world.selection.single().value(), (ElementId{ElementKind::Component, "component-2"}));
        world.panel.copyText();
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("2. +0.40 s  component-2")));
        world.panel.copyMermaid();
        QVERIFY(QGuiApplication::clipboard()->text().startsWith(QStringLiteral("flowchart")));
    }
};

QTEST_MAIN(CascadePanelTest)
#include "tst_cascade_panel.moc"
