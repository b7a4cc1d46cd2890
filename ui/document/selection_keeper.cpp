// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/selection_keeper.h"

#include <algorithm>

namespace stormglass::ui {

SelectionKeeper::SelectionKeeper(ScenarioDocument& document, Selection& selection, QObject* parent)
    : QObject(parent), m_document(document), m_selection(selection)
{
    connect(&m_selection, &Selection::changed, this, &SelectionKeeper::note);
    connect(&m_document, &ScenarioDocument::changed, this, &SelectionKeeper::follow);
    note();
}

void SelectionKeeper::note()
{
    m_places.clear();
    m_known.clear();
    std::set<ElementKind> kinds;
    for (const ElementId& element : m_selection.elements()) {
        m_places.push_back({element, pointerTo(m_document.scenario(), element)});
        if (kinds.insert(element.kind).second) {
            for (ElementId& known : elementsOf(m_document.scenario(), element.kind))
                m_known.insert(std::move(known));
        }
    }
}

/// A part that is gone, while one that nobody knew stands in its place: the same part under another name.
void SelectionKeeper::follow()
{
    std::vector<ElementId> kept;
    for (const Place& place : m_places) {
        if (exists(m_document.scenario(), place.element)) {
            kept.push_back(place.element);
            continue;
        }
        const ElementId there = elementAt(m_document.scenario(), place.pointer);
        if (!place.pointer.empty() && there.kind == place.element.kind && !m_known.contains(there))
            kept.push_back(there);
    }
    const bool isSame = kept == m_selection.elements();
    m_selection.set(std::move(kept));
    if (isSame)
        note();  // places may have changed
}

}  // namespace stormglass::ui
