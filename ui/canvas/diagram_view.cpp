// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/diagram_view.h"

#include "ui/canvas/tools/idle_tool.h"
#include "ui/look/units.h"

#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr double kPaper = 40'000;   // the scene reaches so far in all directions: nobody pans against a wall
constexpr int kFrameTime = 16;      // milliseconds between pictures of what moves
constexpr double kUsualSpan = 0.1;  // seconds between frames before two have come

}  // namespace

DiagramView::DiagramView(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QGraphicsView(parent), m_document(document), m_selection(selection), m_scene(document, selection), m_overlay(m_scene)
{
    setObjectName(QStringLiteral("diagramView"));
    setAccessibleName(tr("Diagram"));
    setAccessibleDescription(tr("Components, channels, zones and hosts of the scenario, and what connects them."));
    setFrameShape(QFrame::NoFrame);
    setViewportUpdateMode(NoViewportUpdate);  // paintEvent() keeps its own picture of the items
    setTransformationAnchor(NoAnchor);
    setResizeAnchor(NoAnchor);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSceneRect(-kPaper, -kPaper, 2 * kPaper, 2 * kPaper);
    setScene(&m_scene);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setAcceptDrops(true);
    setFocusPolicy(Qt::StrongFocus);
    m_scene.setTheme(Theme::of(palette()));
    m_tool = std::make_unique<IdleTool>(*this);
    whenUnitsChange(*this, [this] { refresh(); });
    m_animation.setInterval(kFrameTime);
    connect(&m_animation, &QTimer::timeout, this, &DiagramView::animate);
    connect(&m_scene, &QGraphicsScene::changed, this, [this](const QList<QRectF>& rects) {
        for (const QRectF& rect : rects)
            spoilLayer(rect);
    });
    connect(&m_scene, &DiagramScene::arranged, this, [this] { m_overlay.dots().setLanes(m_scene); });
    connect(&selection, &Selection::revealed, this, &DiagramView::bringIntoSight);
    connect(&document, &ScenarioDocument::replaced, this, [this] {
        endTool();
        setFrame({}, nullptr);
        setImpacts({}, 0);
        QTimer::singleShot(0, this, [this] { zoomToFit(); });
    });
}

DiagramView::~DiagramView() { m_scene.disconnect(this); }

void DiagramView::setWiring(std::optional<results::WiringView> wiring)
{
    m_overlay.dots().clear();
    m_scene.setWiring(std::move(wiring));
    if (!showsAll())
        refit();
}

void DiagramView::setFrame(const results::Roster& roster, const results::Frame* frame)
{
    const bool isMoving = m_animation.isActive() && frame != nullptr;
    double seconds = kUsualSpan;
    if (m_sinceFrame.isValid() && m_sinceFrame.elapsed() < 1000)
        seconds = static_cast<double>(m_sinceFrame.elapsed()) / 1000;
    m_sinceFrame.start();
    const std::uint64_t mean = dotsMean();
    m_overlay.setFrame(roster, frame, isMoving ? seconds : 0);
    if (m_showsRun != (frame != nullptr)) {
        m_showsRun = frame != nullptr;
        Q_EMIT runShown();
    }
    if (dotsMean() != mean)
        Q_EMIT dotsMeanChanged(dotsMean());
    refresh();
}

void DiagramView::setRunning(bool isRunning)
{
    if (isRunning == m_animation.isActive())
        return;
    if (!isRunning) {
        m_animation.stop();
        return;
    }
    m_sinceStep.start();
    m_animation.start();
}

void DiagramView::setImpacts(std::vector<results::Impact> impacts, double now)
{
    m_overlay.setImpacts(std::move(impacts), now);
    refresh();
}

void DiagramView::animate()
{
    const double seconds = std::min(0.1, static_cast<double>(m_sinceStep.restart()) / 1000);
    m_overlay.dots().advance(seconds);
    if (m_overlay.dots().isMoving())
        refresh();
}

void DiagramView::begin(std::unique_ptr<Tool> tool)
{
    m_tool->leave();
    m_former = std::move(m_tool);  // it may be the caller
    m_tool = std::move(tool);
    refresh();
}

void DiagramView::endTool()
{
    if (!m_tool->isIdle())
        begin(std::make_unique<IdleTool>(*this));
}

void DiagramView::refresh() { viewport()->update(); }

void DiagramView::spoilLayer(const QRectF& sceneRect)
{
    if (sceneRect.isNull())
        m_spoiled = viewport()->rect();
    else
        m_spoiled += mapFromScene(sceneRect).boundingRect().adjusted(-2, -2, 2, 2) & viewport()->rect();
    viewport()->update();
}

void DiagramView::scrollContentsBy(int dx, int dy)
{
    QGraphicsView::scrollContentsBy(dx, dy);
    m_isFitted = false;
    if (m_layer.isNull() || std::abs(dx) >= viewport()->width() || std::abs(dy) >= viewport()->height()) {
        spoilLayer({});
    } else {
        const double ratio = m_layer.devicePixelRatio();
        QRegion exposed;
        m_layer.scroll(qRound(dx * ratio), qRound(dy * ratio), m_layer.rect(), &exposed);
        m_spoiled.translate(dx, dy);
        m_spoiled += QRegion(viewport()->rect()) - QRegion(viewport()->rect().translated(dx, dy));
        viewport()->update();
    }
    Q_EMIT viewMoved();
}

void DiagramView::paintLayer()
{
    const double ratio = devicePixelRatioF();
    const QSize pixels = viewport()->size() * ratio;
    if (m_layer.size() != pixels) {
        m_layer = QPixmap(pixels);
        m_layer.setDevicePixelRatio(ratio);
        m_spoiled = viewport()->rect();
    }
    if (m_spoiled.isEmpty())
        return;
    if (m_spoiled.rectCount() > 12)  // many small repairs cost more than a large one
        m_spoiled = m_spoiled.boundingRect();
    QPainter painter(&m_layer);
    for (const QRect& rect : m_spoiled & viewport()->rect()) {
        painter.setClipRect(rect);
        render(&painter, rect, rect, Qt::IgnoreAspectRatio);
    }
    m_spoiled = {};
}

void DiagramView::paintEvent(QPaintEvent* event)
{
    paintLayer();
    QPainter painter(viewport());
    painter.setClipRegion(event->region());
    painter.drawPixmap(0, 0, m_layer);
    painter.setWorldTransform(viewportTransform());
    m_overlay.paint(painter, mapToScene(viewport()->rect()).boundingRect());
    paintAbove(painter);
}

void DiagramView::paintAbove(QPainter& painter)
{
    const Theme& theme = m_scene.theme();
    painter.setRenderHint(QPainter::Antialiasing);
    const double radius = 5 / std::max(0.6, zoom());
    QPen pen(theme.accent, 1.6);
    pen.setCosmetic(true);
    painter.setPen(pen);
    painter.setBrush(theme.card);
    for (const QPointF& port : ports())
        painter.drawEllipse(port, radius, radius);
    m_tool->paint(painter);
}

void DiagramView::drawBackground(QPainter* painter, const QRectF& rect)
{
    painter->fillRect(rect, m_scene.theme().canvas);
    const double step = zoom() < 0.5 ? kGrid * 8 : kGrid * 3;
    if (zoom() < kTextScale || painter->paintEngine()->type() != QPaintEngine::Raster)
        return;
    QList<QPointF> points;
    for (double x = std::floor(rect.left() / step) * step; x < rect.right(); x += step) {
        for (double y = std::floor(rect.top() / step) * step; y < rect.bottom(); y += step)
            points << QPointF(x, y);
    }
    painter->setPen(QPen(m_scene.theme().grid, 1.5 / zoom()));
    painter->drawPoints(points.constData(), static_cast<int>(points.size()));
}

void DiagramView::resizeEvent(QResizeEvent* event)
{
    const QPointF corner = mapToScene(0, 0);
    const bool wasFitted = m_isFitted;
    QGraphicsView::resizeEvent(event);
    const QPointF moved = (mapToScene(0, 0) - corner) * zoom();
    panBy(moved.toPoint());  // what was in the upper left corner stays there
    m_isFitted = wasFitted;
    refit();
    spoilLayer({});
    Q_EMIT viewMoved();
}

void DiagramView::changeEvent(QEvent* event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange) {
        m_scene.setTheme(Theme::of(palette()));
        spoilLayer({});
    }
}

}  // namespace stormglass::ui
