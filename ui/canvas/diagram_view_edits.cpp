// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Editing in the diagram: each function is one entry in the history.
#include "ui/canvas/auto_layout.h"
#include "ui/canvas/diagram_view.h"
#include "ui/document/element_edits.h"
#include "ui/document/place_edits.h"

#include "models/spec/catalogue.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr auto kPartsFormat = "application/x-stormglass-parts";
constexpr double kBeside = 40;  // a copy does not hide its original

bool isDrawn(ElementKind kind)
{
    return kind == ElementKind::Component || kind == ElementKind::Channel || kind == ElementKind::Zone || kind == ElementKind::Host;
}

/// Copies in the clipboard are where they were; if something stands there, they stand beside it.
void moveBeside(spec::Scenario& scenario, const std::vector<ElementId>& added, const Rects& taken)
{
    const auto isHidden = [&](const ElementId& id) {
        const auto place = placeOf(scenario, id.name);
        return place && std::ranges::any_of(taken, [&](const auto& entry) { return entry.second.topLeft() == *place; });
    };
    for (int tries = 0; tries < 50 && std::ranges::any_of(added, isHidden); ++tries) {
        for (const ElementId& id : added) {
            if (const auto place = placeOf(scenario, id.name))
                setPlace(scenario, id.name, *place + QPointF(kBeside, kBeside));
        }
    }
}

/// A broker under the mouse takes a new channel, a container a new component.
void settle(spec::Scenario& scenario, const ElementId& added, const std::optional<ElementId>& under, const std::optional<ElementId>& container)
{
    if (added.kind == ElementKind::Channel && under && under->kind == ElementKind::Component) {
        spec::Channel& channel = scenario.topology.channels.back();
        const auto broker = std::ranges::find(scenario.topology.components, under->name, &spec::Component::name);
        const bool fits = broker != scenario.topology.components.end() && spec::isBroker(*broker) &&
                          spec::defaultChannelFor(*broker).index() == channel.settings.index();
        if (fits)
            channel.broker = under->name;
    }
    if (container)
        static_cast<void>(putInto(scenario, added, *container, false));
}

}  // namespace

void DiagramView::edit(const QString& words, const std::function<void(spec::Scenario&)>& change, Gesture gesture)
{
    const Places pinned = m_scene.automaticPlaces();
    m_document.edit(words, [&](spec::Scenario& scenario) {
        const spec::Scenario before = scenario;
        writePlaces(scenario, pinned);
        const spec::Scenario placed = scenario;
        change(scenario);
        if (scenario == placed)
            scenario = before;  // a change of nothing writes no places down
    }, gesture);
}

std::vector<ElementId> DiagramView::selectedHere() const
{
    std::vector<ElementId> elements;
    for (const ElementId& element : m_selection.elements()) {
        if (isDrawn(element.kind) && exists(m_document.scenario(), element))
            elements.push_back(element);
    }
    return elements;
}

Rects DiagramView::selectedRects() const
{
    Rects rects;
    for (const ElementId& element : selectedHere())
        rects[element] = m_scene.rectOf(element);
    return rects;
}

void DiagramView::selectAll()
{
    std::vector<ElementId> all;
    for (const auto& [id, rect] : m_scene.rects()) {
        if (exists(m_document.scenario(), id))
            all.push_back(id);
    }
    m_selection.set(std::move(all));
}

void DiagramView::selectNext(bool isBackwards)
{
    std::vector<ElementId> all;
    for (const auto& [id, rect] : m_scene.rects())
        all.push_back(id);
    if (all.empty())
        return;
    std::ranges::stable_sort(all, {}, [this](const ElementId& id) {
        const QPointF place = m_scene.rectOf(id).topLeft();
        return std::pair(place.x(), place.y());
    });
    const auto size = static_cast<std::ptrdiff_t>(all.size());
    const auto current = m_selection.single();
    std::ptrdiff_t place = isBackwards ? size - 1 : 0;
    if (const auto found = current ? std::ranges::find(all, *current) : all.end(); found != all.end())
        place = (found - all.begin() + (isBackwards ? size - 1 : 1)) % size;
    m_selection.reveal(all[static_cast<std::size_t>(place)]);
}

void DiagramView::removeSelected()
{
    std::vector<ElementId> elements = selectedHere();
    for (const ElementId& element : m_selection.elements()) {
        if (element.kind == ElementKind::Link || element.kind == ElementKind::Workload)
            elements.push_back(element);
    }
    std::vector<Connection> lines;
    for (const Connection& connection : connectionsOf(m_document.scenario())) {
        if (connection.isRemovable && m_scene.selectedEdges().contains({connection.kind, connection.from, connection.to, connection.name}))
            lines.push_back(connection);
    }
    if (elements.empty() && lines.empty())
        return;
    const QString words = elements.size() == 1 ? tr("Remove %1").arg(QString::fromStdString(elements.front().name))
                          : elements.empty()   ? tr("Remove the connection")
                                               : tr("Remove %1 parts").arg(elements.size());
    edit(words, [&](spec::Scenario& scenario) {
        for (const Connection& line : lines)
            removeConnection(scenario, line);
        for (const ElementId& element : elements)
            removeElement(scenario, element);
    });
    m_selection.clear();
}

void DiagramView::duplicateSelected()
{
    const std::vector<ElementId> elements = selectedHere();
    if (elements.empty())
        return;
    std::vector<ElementId> copies;
    edit(elements.size() == 1 ? tr("Duplicate %1").arg(QString::fromStdString(elements.front().name)) : tr("Duplicate %1 parts").arg(elements.size()),
         [&](spec::Scenario& scenario) { copies = duplicateElements(scenario, elements); });
    std::erase_if(copies, [](const ElementId& copy) { return !isDrawn(copy.kind); });
    m_selection.set(copies);
}

void DiagramView::copySelected()
{
    const std::vector<ElementId> elements = selectedHere();
    if (elements.empty())
        return;
    spec::Scenario scenario = m_document.scenario();
    writePlaces(scenario, m_scene.automaticPlaces());
    const QByteArray text = QByteArray::fromStdString(toClipboard(scenario, elements));
    auto* parts = new QMimeData;
    parts->setData(QString::fromLatin1(kPartsFormat), text);
    parts->setText(QString::fromUtf8(text));
    QGuiApplication::clipboard()->setMimeData(parts);
}

void DiagramView::cutSelected()
{
    copySelected();
    removeSelected();
}

void DiagramView::paste()
{
    const QMimeData* parts = QGuiApplication::clipboard()->mimeData();
    if (parts == nullptr)
        return;
    const QString format = QString::fromLatin1(kPartsFormat);
    const QByteArray text = parts->hasFormat(format) ? parts->data(format) : parts->text().toUtf8();
    if (text.isEmpty())
        return;
    std::vector<ElementId> added;
    edit(tr("Paste"), [&](spec::Scenario& scenario) {
        added = addFromClipboard(scenario, text.toStdString());
        moveBeside(scenario, added, m_scene.rects());
    });
    std::erase_if(added, [](const ElementId& part) { return !isDrawn(part.kind); });
    if (!added.empty())
        m_selection.set(added);
}

void DiagramView::movePlaces(const QString& words, const Places& places, Gesture gesture)
{
    if (!places.empty())
        edit(words, [&](spec::Scenario& scenario) { writePlaces(scenario, places); }, gesture);
}

void DiagramView::moveSelectedBy(QPointF distance, Gesture gesture)
{
    const std::vector<ElementId> elements = selectedHere();
    Places places = m_scene.placesToMove({elements.begin(), elements.end()});
    for (auto& [id, place] : places)
        place += distance;
    movePlaces(elements.size() == 1 ? tr("Move %1").arg(QString::fromStdString(elements.front().name)) : tr("Move"), places, gesture);
}

void DiagramView::align(Alignment alignment)
{
    if (selectedRects().size() > 1)
        movePlaces(tr("Align"), aligned(selectedRects(), alignment));
}

void DiagramView::distribute(Qt::Orientation orientation) { movePlaces(tr("Distribute"), distributed(selectedRects(), orientation)); }

void DiagramView::autoLayout()
{
    const Places places = ui::autoLayout(makeDiagram(m_document.scenario()));
    m_document.edit(tr("Lay out automatically"), [&](spec::Scenario& scenario) { writePlaces(scenario, places); });
    zoomToFit();
}

void DiagramView::addAt(const std::string& kind, QPointF scenePoint)
{
    const auto under = m_scene.elementAt(scenePoint);
    const auto container = m_scene.containerAt(scenePoint);
    std::optional<ElementId> added;
    edit(tr("Add %1").arg(QString::fromStdString(kind)), [&](spec::Scenario& scenario) {
        added = addElement(scenario, kind);
        if (!added || !isDrawn(added->kind))
            return;
        const QPointF half(added->kind == ElementKind::Zone ? 120 : 88, 24);
        setPlace(scenario, added->name, snapped(scenePoint - half));
        settle(scenario, *added, under, container);
    });
    if (added)
        m_selection.set({*added});
}

}  // namespace stormglass::ui
