// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/diagram_export.h"
#include "ui/canvas/diagram_view.h"
#include "ui/canvas/minimap.h"
#include "ui/document/element_edits.h"
#include "ui/document/place_edits.h"

#include <QClipboard>
#include <QMimeData>
#include <QRandomGenerator>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::ui;

namespace {

const ElementId kClient{ElementKind::Component, "client"};
const ElementId kFirst{ElementKind::Component, "service"};
const ElementId kSecond{ElementKind::Component, "service-2"};
const ElementId kStore{ElementKind::Component, "database"};
const ElementId kHost{ElementKind::Host, "host"};

/// A window onto two services, a client, a database, and a host where nothing runs.
struct World {
    ScenarioDocument document;
    Selection selection;
    DiagramView view{document, selection};

    World()
    {
        spec::Scenario scenario;
        for (const char* kind : {"client", "service", "service", "database", "host"})
            static_cast<void>(addElement(scenario, kind));
        setPlace(scenario, "client", {0, 0});
        setPlace(scenario, "service", {304, 8});
        setPlace(scenario, "service-2", {304, 208});
        setPlace(scenario, "database", {608, 104});
        setPlace(scenario, "host", {608, 304});
        view.resize(1000, 700);
        view.show();
        document.start(scenario);
        QCoreApplication::processEvents();
        view.zoomReset();
    }

    [[nodiscard]] QPoint at(const ElementId& id) const { return view.mapFromScene(const_cast<DiagramView&>(view).diagram().rectOf(id).center()); }
    void move(QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent event(QEvent::MouseMove, to, view.viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, modifiers);
        QCoreApplication::sendEvent(view.viewport(), &event);
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        move(from);
        QTest::mousePress(view.viewport(), Qt::LeftButton, modifiers, from);
        move((from + to) / 2, modifiers);
        move(to, modifiers);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, modifiers, to);
    }
    void click(const ElementId& id, Qt::KeyboardModifiers modifiers = {}) { QTest::mouseClick(view.viewport(), Qt::LeftButton, modifiers, at(id)); }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    [[nodiscard]] QPointF place(const ElementId& id) const { return *placeOf(document.scenario(), id.name); }
    /// Draws a line from the right port of a card.
    void connectTo(const ElementId& from, const ElementId& to)
    {
        const QRectF rect = view.diagram().rectOf(from);
        move(at(from));
        drag(view.mapFromScene(QPointF(rect.right() - 1, rect.center().y())), at(to));
    }
    QMenu* menu() { return view.findChild<QMenu*>(QStringLiteral("connectMenu")); }
};

std::vector<ElementId> sorted(std::vector<ElementId> elements)
{
    std::ranges::sort(elements);
    return elements;
}

}  // namespace

class DiagramTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void clicksSelect();
    void rubberBandSelectsWhatItTouches();
    void dragKeepsToTheGridAndIsOneStep();
    void dragAlignsWithNeighbours();
    void escapeEndsADragWithoutATrace();
    void dragOntoAHostPlacesThere();
    void dragOfAHostTakesItsComponentsAlong();
    void arrowKeysMove();
    void deleteRemovesPartsAndLines();
    void duplicateIsSelected();
    void clipboardGoesFromWindowToWindow();
    void alignmentAndDistribution();
    void portOffersWhatTheEndsAllow();
    void impossibleEndSaysWhy();
    void paletteDropAddsThere();
    void dropIntoAHostPlacesThere();
    void wheelZoomsAtTheCursorAndPans();
    void doubleClickAsksToEdit();
    void minimapMovesTheView();
    void autoLayoutLeavesNothingOnTopOfAnother();
    void anUnplacedDiagramIsDrawnWithoutAnEdit();
    void itemsAreThoseOfANewScene();
    void wiringTakesThePlaceOfTheScenariosLines();
    void dotsAreFewAndSayWhatTheyMean();
    void overlayTellsCauses();
    void exportsWritePictures();
};

void DiagramTest::clicksSelect()
{
    World world;

    world.click(kFirst);
    QCOMPARE(world.selection.elements(), std::vector{kFirst});
    world.click(kSecond, Qt::ControlModifier);
    QCOMPARE(world.selection.elements(), (std::vector{kFirst, kSecond}));
    world.click(kFirst, Qt::ShiftModifier);
    QCOMPARE(world.selection.elements(), std::vector{kSecond});
    QTest::mouseClick(world.view.viewport(), Qt::LeftButton, {}, QPoint(5, 5));
    QVERIFY(world.selection.elements().empty());
    world.key(Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(world.selection.elements().size(), std::size_t{5});
}

void DiagramTest::rubberBandSelectsWhatItTouches()
{
    World world;
    const QPoint from = world.view.mapFromScene(QPointF(280, -20));

    world.drag(from, world.view.mapFromScene(QPointF(500, 280)));

    QCOMPARE(sorted(world.selection.elements()), (std::vector{kFirst, kSecond}));
    QVERIFY(!world.document.undoStack().canUndo());
}

void DiagramTest::dragKeepsToTheGridAndIsOneStep()
{
    World world;
    const QPoint from = world.at(kSecond);

    world.drag(from, from + QPoint(-117, 261));

    QCOMPARE(world.place(kSecond), QPointF(184, 472));
    QCOMPARE(world.document.undoStack().count(), 1);
    world.document.undoStack().undo();
    QCOMPARE(world.view.diagram().rectOf(kSecond).topLeft(), QPointF(304, 208));
}

void DiagramTest::dragAlignsWithNeighbours()
{
    World world;
    const QPoint from = world.at(kClient);

    world.drag(from, from + QPoint(40, 11));  // 3 pixels below the top of the first service

    QCOMPARE(world.place(kClient), QPointF(40, 8));
}

void DiagramTest::escapeEndsADragWithoutATrace()
{
    World world;
    const QStringList before = world.view.diagram().picture();
    const QPoint from = world.at(kFirst);
    world.move(from);
    QTest::mousePress(world.view.viewport(), Qt::LeftButton, {}, from);
    world.move(from + QPoint(60, 60));
    QVERIFY(world.view.diagram().picture() != before);

    world.key(Qt::Key_Escape);

    QCOMPARE(world.view.diagram().picture(), before);
    QVERIFY(!world.document.undoStack().canUndo());
}

void DiagramTest::dragOntoAHostPlacesThere()
{
    World world;

    world.drag(world.at(kStore), world.at(kHost));

    const spec::Placement* placement = spec::placementOf(world.document.scenario().topology.components.back());
    QCOMPARE(placement->hosts, std::vector<std::string>{"host"});
    QVERIFY(world.view.diagram().rectOf(kHost).contains(world.view.diagram().rectOf(kStore)));
    QCOMPARE(world.document.undoStack().count(), 1);
    world.document.undoStack().undo();
    QVERIFY(spec::placementOf(world.document.scenario().topology.components.back())->hosts.empty());
}

void DiagramTest::dragOfAHostTakesItsComponentsAlong()
{
    World world;
    world.drag(world.at(kStore), world.at(kHost));
    const QPointF before = world.place(kStore);
    const QPoint title = world.view.mapFromScene(world.view.diagram().rectOf(kHost).topLeft() + QPointF(30, 12));

    world.drag(title, title + QPoint(-160, 80), Qt::AltModifier);

    QCOMPARE(world.place(kStore), before + QPointF(-160, 80));
}

void DiagramTest::arrowKeysMove()
{
    World world;
    world.click(kFirst);

    world.key(Qt::Key_Right);
    world.key(Qt::Key_Down, Qt::ShiftModifier);

    QCOMPARE(world.place(kFirst), QPointF(312, 48));
    QCOMPARE(world.document.undoStack().count(), 2);
}

void DiagramTest::deleteRemovesPartsAndLines()
{
    World world;
    world.connectTo(kFirst, kStore);
    QVERIFY(world.menu() != nullptr);
    world.menu()->actions().constFirst()->trigger();
    delete world.menu();
    const auto& [edge, item] = *world.view.diagram().edgeItems().begin();
    QTest::mouseClick(world.view.viewport(), Qt::LeftButton, {}, world.view.mapFromScene(item->route().middle));
    QCOMPARE(world.view.diagram().selectedEdges().size(), std::size_t{1});

    world.key(Qt::Key_Delete);
    QVERIFY(world.view.diagram().edgeItems().empty());
    world.click(kStore);
    world.key(Qt::Key_Delete);
    QVERIFY(!exists(world.document.scenario(), kStore));

    world.document.undoStack().undo();
    world.document.undoStack().undo();
    QCOMPARE(world.view.diagram().edgeItems().size(), std::size_t{1});
}

void DiagramTest::duplicateIsSelected()
{
    World world;
    world.click(kFirst);

    world.key(Qt::Key_D, Qt::ControlModifier);

    QCOMPARE(world.selection.elements(), (std::vector<ElementId>{{ElementKind::Component, "service-3"}}));
    QCOMPARE(world.document.undoStack().count(), 1);
}

void DiagramTest::clipboardGoesFromWindowToWindow()
{
    World here;
    World there;
    here.click(kFirst);
    here.click(kStore, Qt::ControlModifier);
    here.key(Qt::Key_X, Qt::ControlModifier);
    QVERIFY(!exists(here.document.scenario(), kFirst));

    there.key(Qt::Key_V, Qt::ControlModifier);

    QCOMPARE(there.document.scenario().topology.components.size(), std::size_t{6});
    QCOMPARE(there.selection.elements().size(), std::size_t{2});
    there.document.undoStack().undo();
    QCOMPARE(there.document.scenario().topology.components.size(), std::size_t{4});
}

void DiagramTest::alignmentAndDistribution()
{
    World world;
    world.selection.set({kClient, kFirst, kStore});

    world.view.align(Alignment::Top);
    QCOMPARE(world.place(kStore).y(), 0.0);
    QCOMPARE(world.place(kFirst).y(), 0.0);
    world.view.moveSelectedBy({0, 8});
    world.selection.set({kFirst});
    world.view.moveSelectedBy({50, 0});
    world.selection.set({kClient, kFirst, kStore});
    world.view.distribute(Qt::Horizontal);
    QCOMPARE(world.place(kFirst).x(), 304.0);
    world.view.align(Alignment::Right);
    QCOMPARE(world.place(kClient).x(), 608.0);
}

void DiagramTest::portOffersWhatTheEndsAllow()
{
    World world;

    world.connectTo(kFirst, kSecond);

    QVERIFY(world.menu() != nullptr);
    QCOMPARE(world.menu()->actions().size(), 2);
    world.menu()->actions().constFirst()->trigger();
    const auto& edges = world.view.diagram().edgeItems();
    QCOMPARE(edges.size(), std::size_t{1});
    QVERIFY(edges.begin()->first == (EdgeId{Connection::Kind::Call, kFirst, kSecond}));
    world.document.undoStack().undo();
    QVERIFY(edges.empty());
}

void DiagramTest::impossibleEndSaysWhy()
{
    World world;
    const QString before = QString::fromStdString(world.document.text());

    world.connectTo(kStore, kFirst);

    QVERIFY(world.menu() == nullptr);
    QCOMPARE(QString::fromStdString(world.document.text()), before);
    world.drag(world.at(kStore), world.at(kStore) + QPoint(0, 80));  // the tool is idle again
    QCOMPARE(world.document.undoStack().count(), 1);
}

namespace {

void drop(DiagramView& view, const char* kind, QPoint at)
{
    QMimeData data;
    data.setData(QStringLiteral("application/x-stormglass-kind"), kind);
    QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view.viewport(), &enter);
    QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view.viewport(), &event);
}

}  // namespace

void DiagramTest::paletteDropAddsThere()
{
    World world;

    drop(world.view, "kafka", world.view.mapFromScene(QPointF(100, 400)));

    const ElementId added{ElementKind::Component, "kafka"};
    QVERIFY(world.view.diagram().rectOf(added).contains(QPointF(100, 400)));
    QCOMPARE(world.selection.elements(), std::vector{added});
    drop(world.view, "crash", world.view.mapFromScene(QPointF(100, 400)));
    QCOMPARE(world.document.undoStack().count(), 1);
}

void DiagramTest::dropIntoAHostPlacesThere()
{
    World world;

    drop(world.view, "service", world.at(kHost));

    QCOMPARE(spec::placementOf(world.document.scenario().topology.components.back())->hosts, std::vector<std::string>{"host"});
}

void DiagramTest::wheelZoomsAtTheCursorAndPans()
{
    World world;
    const QPoint cursor = world.at(kStore);
    const auto wheel = [&](int delta, Qt::KeyboardModifiers modifiers) {
        QWheelEvent event(cursor, world.view.viewport()->mapToGlobal(cursor), {}, {0, delta}, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(world.view.viewport(), &event);
    };

    wheel(240, Qt::ControlModifier);
    QVERIFY(world.view.zoom() > 1.2);
    QVERIFY((world.at(kStore) - cursor).manhattanLength() <= 3);
    wheel(-120, {});
    QCOMPARE(world.at(kStore).y() + 60 - cursor.y() <= 3, true);
    world.key(Qt::Key_0);
    QCOMPARE(world.view.zoom(), 1.0);
}

void DiagramTest::doubleClickAsksToEdit()
{
    World world;
    QSignalSpy asked(&world.view, &DiagramView::editRequested);

    QTest::mouseDClick(world.view.viewport(), Qt::LeftButton, {}, world.at(kFirst));

    QCOMPARE(asked.size(), 1);
    QVERIFY(asked[0][0].value<ElementId>() == kFirst);
}

void DiagramTest::minimapMovesTheView()
{
    World world;
    Minimap map(world.view);
    map.resize(200, 120);
    map.show();

    QTest::mouseClick(&map, Qt::LeftButton, {}, map.fromScene(world.view.diagram().rectOf(kStore).center()).toPoint());

    QVERIFY((world.at(kStore) - world.view.viewport()->rect().center()).manhattanLength() < 20);
}

void DiagramTest::autoLayoutLeavesNothingOnTopOfAnother()
{
    World world;
    QVERIFY(world.document.open(QStringLiteral(STORMGLASS_LIBRARY "/cascading-failure.json")).isEmpty());

    world.view.autoLayout();

    const DiagramScene& scene = world.view.diagram();
    const auto& nodes = scene.model().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        for (std::size_t j = i + 1; j < nodes.size(); ++j)
            QVERIFY(!scene.rectOf(nodes[i].id).intersects(scene.rectOf(nodes[j].id)));
    }
    QCOMPARE(world.document.undoStack().count(), 1);
}

void DiagramTest::anUnplacedDiagramIsDrawnWithoutAnEdit()
{
    World world;
    spec::Scenario scenario = world.document.scenario();
    scenario.layout.clear();
    world.document.start(scenario);
    const Rects before = world.view.diagram().rects();
    QVERIFY(!world.document.undoStack().canUndo());

    world.selection.set({kFirst});
    world.view.moveSelectedBy({0, 400});

    const Rects after = world.view.diagram().rects();
    QCOMPARE(after.at(kStore), before.at(kStore));
    QCOMPARE(after.at(kFirst), before.at(kFirst).translated(0, 400));
}

void DiagramTest::itemsAreThoseOfANewScene()
{
    World world;
    QVERIFY(world.document.open(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json")).isEmpty());
    QRandomGenerator random(7);
    static constexpr const char* kKinds[] = {"service", "kafka-topic", "host", "zone", "database", "sqs"};
    for (int step = 0; step < 60; ++step) {
        world.view.selectAll();
        const auto all = world.selection.elements();
        const ElementId some = all[random.bounded(static_cast<quint32>(all.size()))];
        const ElementId other = all[random.bounded(static_cast<quint32>(all.size()))];
        world.selection.set({some});
        switch (random.bounded(6)) {
        case 0: world.view.addAt(kKinds[random.bounded(6)], QPointF(random.bounded(1200), random.bounded(600))); break;
        case 1: world.view.removeSelected(); break;
        case 2: world.view.duplicateSelected(); break;
        case 3: world.document.undoStack().undo(); break;
        case 4: world.view.moveSelectedBy(QPointF(random.bounded(400) - 200, random.bounded(400) - 200)); break;
        default:
            if (const auto target = std::optional(other); target)
                world.view.edit(QStringLiteral("put"), [&](spec::Scenario& scenario) { static_cast<void>(putInto(scenario, some, *target, false)); });
        }
        if (world.document.scenario().topology.components.size() < 4)
            world.document.undoStack().undo();
        Selection none;
        const DiagramScene fresh(world.document, none);
        QCOMPARE(world.view.diagram().picture(), fresh.picture());
    }
}

void DiagramTest::wiringTakesThePlaceOfTheScenariosLines()
{
    World world;
    world.connectTo(kClient, kFirst);
    delete world.menu();
    results::WiringView wiring{.design = "calls", .channels = {}, .edges = {{results::WiringEdge::Kind::Call, "service", "service-2", "pay"}}};

    world.view.setWiring(wiring);

    const auto& edges = world.view.diagram().edgeItems();
    QCOMPARE(edges.size(), std::size_t{1});
    QCOMPARE(edges.begin()->second->edge().label, QStringLiteral("pay"));
    world.view.setWiring(std::nullopt);
    QVERIFY(edges.empty());
}

void DiagramTest::dotsAreFewAndSayWhatTheyMean()
{
    World world;
    const results::Roster roster{.components = {"client", "service"}, .channels = {}, .flows = {}, .dropCauses = {}, .lossCauses = {}};
    const std::vector<results::Traffic> traffic{{0, 1, 20'000}};
    DotField dots;
    std::uint64_t shown = 0;
    dots.add(world.view.diagram(), roster, traffic, 0.5);
    for (int step = 0; step < 40; ++step) {
        const int before = dots.count();
        dots.advance(0.0125);
        shown += static_cast<std::uint64_t>(std::max(0, dots.count() - before));
        QVERIFY(dots.count() <= DotField::kMost);
    }

    QVERIFY(dots.mean() > 1);
    QVERIFY(shown * dots.mean() <= 20'000 + dots.mean());
    QVERIFY(shown * dots.mean() > 19'000);
    dots.advance(1);
    QCOMPARE(dots.count(), 0);
}

void DiagramTest::overlayTellsCauses()
{
    World world;
    const results::Roster roster{.components = {"service"}, .channels = {"orders"}, .flows = {}, .dropCauses = {"queue full"},
                                 .lossCauses = {"power-loss"}, .redeliveryCauses = {"rejected", "consumer-lost"}};
    results::Frame frame;
    frame.channels.push_back({.redelivered = 7, .losses = {{0, 3}}, .redeliveries = {{1, 7}}});
    frame.components.push_back({.utilisation = 0.97, .waiting = 40, .instances = 2, .up = 1, .drops = {{0, 12}}});

    world.view.setFrame(roster, &frame);
    world.view.setImpacts({{.fault = "crash", .subject = "service", .at = 10},
                           {.fault = "crash", .kind = results::SubjectKind::Flow, .subject = "order", .at = 11},
                           {.fault = "slow", .subject = "service-2", .at = 12},
                           {.fault = "crash", .subject = "client", .from = "service", .at = 12.5}}, 20);

    const QString words = world.view.overlay().tooltipFor(kFirst);
    QVERIFY2(words.contains(QStringLiteral("12 dropped: queue full")), qPrintable(words));
    QVERIFY(words.contains(QStringLiteral("1 of 2")));
    const QString ofChannel = world.view.overlay().tooltipFor({ElementKind::Channel, "orders"});
    QVERIFY2(ofChannel.contains(QStringLiteral("3 lost: power-loss")), qPrintable(ofChannel));
    QVERIFY2(ofChannel.contains(QStringLiteral("7 delivered again: consumer-lost")), qPrintable(ofChannel));
    QVERIFY(world.view.overlay().tooltipFor(kClient).contains(QStringLiteral("number 3, 2.50 s")));  // as the cascade counts
    QVERIFY(world.view.overlay().tooltipFor({ElementKind::Component, "service-2"}).contains(QStringLiteral("number 1, 0.00 s")));
    world.view.setFrame(roster, nullptr);
    QVERIFY(!world.view.overlay().hasFrame());
}

void DiagramTest::exportsWritePictures()
{
    World world;
    const QTemporaryDir folder;

    QCOMPARE(exportPng(world.view, folder.filePath(QStringLiteral("a.png"))), QString());
    QCOMPARE(exportSvg(world.view, folder.filePath(QStringLiteral("a.svg"))), QString());
    QCOMPARE(exportPdf(world.view, folder.filePath(QStringLiteral("a.pdf"))), QString());

    QVERIFY(QImage(folder.filePath(QStringLiteral("a.png"))).width() > 1000);
    QFile svg(folder.filePath(QStringLiteral("a.svg")));
    QVERIFY(svg.open(QIODevice::ReadOnly) && svg.readAll().contains("service-2"));
    QVERIFY(!exportPng(world.view, QStringLiteral("/nowhere/a.png")).isEmpty());
}

QTEST_MAIN(DiagramTest)
#include "tst_diagram.moc"
