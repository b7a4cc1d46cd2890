// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The diagram of a document: it is drawn, edited with mouse and keyboard, and shows a run.
#pragma once

#include "ui/canvas/canvas_edits.h"
#include "ui/canvas/diagram_scene.h"
#include "ui/canvas/run_overlay.h"

#include <QElapsedTimer>
#include <QGraphicsView>
#include <QTimer>

#include <memory>

namespace stormglass::ui {

class Tool;
struct MouseAt;

/// What a place of the diagram shows; neither: the empty canvas.
struct CanvasTarget {
    std::optional<ElementId> element = {};
    std::optional<EdgeId> edge = {};
};

class DiagramView final : public QGraphicsView {
    Q_OBJECT

public:
    /// Both outlive the view.
    DiagramView(ScenarioDocument& document, Selection& selection, QWidget* parent = nullptr);
    ~DiagramView() override;

    [[nodiscard]] DiagramScene& diagram() { return m_scene; }
    [[nodiscard]] ScenarioDocument& document() { return m_document; }
    [[nodiscard]] Selection& selection() { return m_selection; }
    /// The wiring of one design; nothing: what the scenario itself says.
    void setWiring(std::optional<results::WiringView> wiring);

    // --- looking ---
    [[nodiscard]] double zoom() const { return transform().m11(); }
    void zoomBy(double factor, QPointF viewportPoint);
    void zoomIn();
    void zoomOut();
    void zoomReset();
    /// Shows everything, or all that is selected.
    void zoomToFit(bool isSelectionOnly = false);
    void bringIntoSight(const ElementId& element);
    void panBy(QPoint pixels);
    /// Nothing of the diagram is out of sight.
    [[nodiscard]] bool showsAll() const;

    // --- editing what is selected; each is one entry in the history ---
    void selectAll();
    void selectNext(bool isBackwards);
    void removeSelected();
    void duplicateSelected();
    void copySelected();
    void cutSelected();
    void paste();
    void moveSelectedBy(QPointF distance, Gesture gesture = 0);
    void align(Alignment alignment);
    void distribute(Qt::Orientation orientation);
    /// Places everything anew, and writes that down.
    void autoLayout();
    /// Adds a part of a kind of the catalogue, with its middle there.
    void addAt(const std::string& kind, QPointF scenePoint);
    /// One edit in which nothing jumps that nobody has placed yet.
    void edit(const QString& words, const std::function<void(spec::Scenario&)>& change, Gesture gesture = 0);

    // --- a run ---
    /// The state of a moment; null: none. The frame is read during the call only.
    void setFrame(const results::Roster& roster, const results::Frame* frame);
    /// Messages move only while the run does.
    void setRunning(bool isRunning);
    [[nodiscard]] bool showsRun() const { return m_showsRun; }
    /// Messages that one moving dot stands for.
    [[nodiscard]] std::uint64_t dotsMean() const { return m_overlay.dots().mean(); }
    /// Who was hit up to that moment, in order of time.
    void setImpacts(std::vector<results::Impact> impacts, double now);
    [[nodiscard]] RunOverlay& overlay() { return m_overlay; }

    // --- for tools ---
    void begin(std::unique_ptr<Tool> tool);
    void endTool();
    [[nodiscard]] Tool& tool() { return *m_tool; }
    /// Four points around the element under the mouse, where lines begin; none while a tool works.
    [[nodiscard]] std::vector<QPointF> ports() const;
    [[nodiscard]] std::optional<ElementId> portOwnerAt(QPointF scenePoint) const;
    void updateHover(QPointF scenePoint);
    /// Paints what lies above the items anew.
    void refresh();

Q_SIGNALS:
    void editRequested(const ElementId& element);
    void contextMenuRequested(const CanvasTarget& target, const QPoint& globalPosition);
    void zoomChanged(double zoom);
    /// The visible part is another one.
    void viewMoved();
    void dotsMeanChanged(quint64 messages);
    /// A run is shown, or none any more.
    void runShown();

protected:
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& rect) override;
    void scrollContentsBy(int dx, int dy) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void keyReleaseEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    [[nodiscard]] MouseAt mouseAt(const QMouseEvent& event) const;
    void paintLayer();
    void spoilLayer(const QRectF& sceneRect);
    /// After the diagram or the room for it has changed.
    void refit();
    void paintAbove(QPainter& painter);
    void animate();
    bool handleEditKey(const QKeyEvent& event);
    bool handleViewKey(const QKeyEvent& event);
    bool handleMoveKey(const QKeyEvent& event);
    [[nodiscard]] std::vector<ElementId> selectedHere() const;
    [[nodiscard]] Rects selectedRects() const;
    void movePlaces(const QString& words, const Places& places, Gesture gesture = 0);
    [[nodiscard]] QString tooltipAt(QPointF scenePoint) const;

    ScenarioDocument& m_document;
    Selection& m_selection;
    DiagramScene m_scene;
    RunOverlay m_overlay;
    std::unique_ptr<Tool> m_tool;
    std::unique_ptr<Tool> m_former;
    QPixmap m_layer;             ///< The items as they were painted last; what moves is painted above.
    QRegion m_spoiled;
    QTimer m_animation;
    QElapsedTimer m_sinceStep;
    QElapsedTimer m_sinceFrame;
    Gesture m_keyGesture = 0;
    bool m_showsRun = false;
    bool m_isSpaceDown = false;
    bool m_isFitted = false;     ///< All of it was wanted, and nobody has looked elsewhere since.
    std::optional<QPointF> m_mouse;
};

}  // namespace stormglass::ui
