// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "scenarios/scenario_reader.h"
#include "ui/chaos/chaos_lanes.h"
#include "ui/chaos/chaos_timeline.h"
#include "ui/chaos/monkey_switch.h"
#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"
#include "ui/look/names_edit.h"
#include "ui/look/theme.h"
#include "ui/run/run_session.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

namespace {

struct Fixture {
    ScenarioDocument document;
    Selection selection;
    std::unique_ptr<ChaosTimeline> timeline;

    Fixture()
    {
        if (!document.open(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json")).isEmpty())
            qFatal("no scenario");
        timeline = std::make_unique<ChaosTimeline>(document, selection);
        timeline->resize(1000, 320);
        timeline->show();
    }
    [[nodiscard]] ChaosLanes& lanes() const { return timeline->lanes(); }
    [[nodiscard]] const spec::Fault& fault(std::size_t i = 0) const { return document.scenario().chaos[i]; }
    [[nodiscard]] QPoint middle(const std::string& name) const { return lanes().rectOf(name).center().toPoint(); }
    [[nodiscard]] QPoint rightEnd(const std::string& name) const
    {
        const QRectF rect = lanes().rectOf(name);
        return QPointF(rect.right() - 2, rect.center().y()).toPoint();
    }
    void drag(QPoint from, double seconds) const
    {
        const double pixels = lanes().placeOf(seconds) - lanes().placeOf(0);
        QTest::mousePress(&lanes(), Qt::LeftButton, {}, from);
        for (int i = 1; i <= 5; ++i) {
            const QPoint to(from.x() + static_cast<int>(std::lround(pixels * i / 5)), from.y());
            QMouseEvent move(QEvent::MouseMove, to, lanes().mapToGlobal(to), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
            QApplication::sendEvent(&lanes(), &move);
        }
        QTest::mouseRelease(&lanes(), Qt::LeftButton, {}, QPoint(from.x() + static_cast<int>(std::lround(pixels)), from.y()));
    }
};

constexpr const char* kInjectingRun
    = "read order; cat roster frames; echo '{\"type\":\"injected\",\"fault\":{\"name\":\"by-hand\",\"fault\":\"crash\","
      "\"target\":\"order-service\",\"at\":\"3s\",\"for\":\"4s\",\"live\":true}}'; while read more; do :; done\n";

}  // namespace

class ChaosTimelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBarIsDragged()
    {
        Fixture f;
        QCOMPARE(toSeconds(f.fault().timing.at), 50.0);
        const int before = f.document.undoStack().count();
        f.drag(f.middle("kill-payment"), 12);
        QCOMPARE(toSeconds(f.fault().timing.at), 62.0);
        QCOMPARE(toSeconds(f.fault().timing.lasting), 20.0);
        QCOMPARE(f.document.undoStack().count(), before + 1);
        QCOMPARE(f.selection.single().value().name, std::string("kill-payment"));
        f.document.undoStack().undo();
        QCOMPARE(toSeconds(f.fault().timing.at), 50.0);
        f.drag(f.middle("kill-payment"), -90);
        QCOMPARE(toSeconds(f.fault().timing.at), 0.0);
    }

    void aBarIsStretched()
    {
        Fixture f;
        const int before = f.document.undoStack().count();
        f.drag(f.rightEnd("kill-payment"), 10);
        QCOMPARE(toSeconds(f.fault().timing.lasting), 30.0);
        QCOMPARE(toSeconds(f.fault().timing.at), 50.0);
        QCOMPARE(f.document.undoStack().count(), before + 1);
        f.document.undoStack().undo();
        QCOMPARE(toSeconds(f.fault().timing.lasting), 20.0);
    }

    void keysMoveStretchDuplicateAndDelete()
    {
        Fixture f;
        QTest::keyClick(&f.lanes(), Qt::Key_Down);
        QCOMPARE(f.lanes().selectedFault(), std::string("kill-payment"));
        QTest::keyClick(&f.lanes(), Qt::Key_Right);
        QCOMPARE(toSeconds(f.fault().timing.at), 51.0);
        QTest::keyClick(&f.lanes(), Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(toSeconds(f.fault().timing.lasting), 19.0);
        QTest::keyClick(&f.lanes(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(f.document.scenario().chaos.size(), 2U);
        QCOMPARE(f.lanes().selectedFault(), f.fault(1).name);
        QTest::keyClick(&f.lanes(), Qt::Key_Up);
        QCOMPARE(f.lanes().selectedFault(), std::string("kill-payment"));
        QTest::keyClick(&f.lanes(), Qt::Key_Delete);
        QCOMPARE(f.document.scenario().chaos.size(), 1U);
        QVERIFY(f.lanes().selectedFault().empty());
        for (int i = 0; i < 4; ++i)
            f.document.undoStack().undo();
        QCOMPARE(f.document.scenario().chaos.size(), 1U);
        QCOMPARE(toSeconds(f.fault().timing.at), 50.0);
        QCOMPARE(toSeconds(f.fault().timing.lasting), 20.0);
    }

    void repeatsEndBeforeTheNextBegins()
    {
        Fixture f;
        f.document.edit(QStringLiteral("repeat"), [](spec::Scenario& scenario) {
            scenario.chaos[0].timing.at = std::chrono::seconds{10};
            scenario.chaos[0].timing.every = std::chrono::seconds{30};
            scenario.chaos[0].timing.times = 3;
        });
        QCOMPARE(f.lanes().bars().front().repeats.size(), 2U);
        QCOMPARE(f.lanes().bars().front().repeats[1].first, 70.0);
        f.drag(f.rightEnd("kill-payment"), 60);
        QVERIFY(f.fault().timing.lasting < f.fault().timing.every);
        f.document.validateNow();
        QVERIFY(!f.document.hasErrors());
    }

    void aDoubleClickOffersFaults()
    {
        Fixture f;
        QSignalSpy requested(&f.lanes(), &ChaosLanes::addRequested);
        const QPoint place(static_cast<int>(f.lanes().placeOf(90)), static_cast<int>(f.lanes().rectOf("kill-payment").bottom()) + 20);
        QTest::mouseDClick(&f.lanes(), Qt::LeftButton, {}, place);
        QCOMPARE(requested.count(), 1);
        QCOMPARE(requested.first().at(0).toDouble(), 90.0);
        auto* menu = f.timeline->findChild<QMenu*>(QStringLiteral("addMenu"));
        QVERIFY(menu != nullptr);
        auto* surge = menu->findChild<QAction*>(QStringLiteral("surge"));
        QVERIFY(surge != nullptr && surge->isEnabled());
        surge->trigger();
        auto* popup = f.timeline->findChild<FaultPopup*>();
        QVERIFY(popup != nullptr);
        popup->findChild<QPushButton*>(QStringLiteral("choose"))->click();
        QCOMPARE(f.document.scenario().chaos.size(), 2U);
        QCOMPARE(toSeconds(f.fault(1).timing.at), 90.0);
        QCOMPARE(f.lanes().selectedFault(), f.fault(1).name);
        menu->close();
    }

    void whatWasInjectedIsKept()
    {
        Fixture f;
        FakeWorker worker{kInjectingRun};
        worker.writeRun(20, 0.25);
        RunSession session(worker.program());
        f.timeline->setSession(&session);
        auto* keep = f.timeline->findChild<QAction*>(QStringLiteral("keep"));
        QVERIFY(keep != nullptr && !keep->isEnabled());
        play(session, 20);
        QTRY_COMPARE(session.injectedFaults().size(), 1U);
        QCOMPARE(f.lanes().bars().size(), 2U);
        QVERIFY(f.lanes().bars()[1].isInjected);
        QVERIFY(keep->isEnabled());
        const QString path = worker.path(QStringLiteral("experiment.json"));
        QCOMPARE(f.timeline->saveExperimentAs(path), QString());
        QCOMPARE(readScenario(path.toStdString()).scenario.chaos.size(), 2U);
        const int before = f.document.undoStack().count();
        keep->trigger();
        QCOMPARE(f.document.undoStack().count(), before + 1);
        QCOMPARE(f.document.scenario().chaos.size(), 2U);
        QCOMPARE(f.fault(1).name, std::string("by-hand"));
        QVERIFY(f.fault(1).timing.isLive);
        keep->trigger();
        QCOMPARE(f.fault(2).name, std::string("by-hand-2"));
        f.document.validateNow();
        QVERIFY(!f.document.hasErrors());
        f.timeline->setSession(nullptr);
        session.end();
    }

    void theMonkeyIsInjected()
    {
        Fixture f;
        FakeWorker worker{"read order; cat roster frames; while read more; do echo \"$more\" >> orders; done\n"};
        worker.writeRun(8, 0.25);
        RunSession session(worker.program());
        MonkeySwitch monkey(f.document);
        monkey.setSession(&session);
        QVERIFY(!monkey.isEnabled());
        play(session, 8);
        QTRY_VERIFY(monkey.isEnabled());
        monkey.click();
        auto* popup = monkey.findChild<FaultPopup*>();
        QVERIFY(popup != nullptr);
        QVERIFY(popup->findChild<NamesEdit*>(QStringLiteral("targets"))->chosen().contains(QStringLiteral("payment-service")));
        popup->findChild<QPushButton*>(QStringLiteral("choose"))->click();
        QVERIFY(!monkey.isChecked());  // the run has not said that it is on
        QFile orders(worker.path(QStringLiteral("orders")));
        QTRY_VERIFY(orders.exists() && orders.size() > 0);
        QVERIFY(orders.open(QIODevice::ReadOnly));
        const QByteArray said = orders.readAll();
        QVERIFY(said.contains("\"inject\"") && said.contains("chaos-monkey"));
        session.end();
    }

    void picture()
    {
        Fixture f;
        f.document.edit(QStringLiteral("more"), [](spec::Scenario& scenario) {
            spec::Fault slow{.name = "slow-network", .settings = spec::Latency{}, .timing = {}};
            slow.timing = {.at = std::chrono::seconds{20}, .lasting = std::chrono::seconds{40}, .ramp = std::chrono::seconds{25}};
            scenario.chaos.push_back(slow);
            spec::Fault surge{.name = "lunch-break", .settings = spec::Surge{}, .timing = {}};
            surge.timing = {.at = std::chrono::seconds{15}, .lasting = std::chrono::seconds{8}, .every = std::chrono::seconds{25}, .times = 4};
            scenario.chaos.push_back(surge);
        });
        f.selection.set({{ElementKind::Fault, "slow-network"}});
        QCOMPARE(f.lanes().bars().size(), 3U);
    }
};

QTEST_MAIN(ChaosTimelineTest)
#include "tst_chaos_timeline.moc"
