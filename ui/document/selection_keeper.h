// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Keeps the selection on parts that get another name, whoever gives it: the inspector, the text, undo and redo.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <set>

namespace stormglass::ui {

/// Views that show the selection connect to the document after it, so that they find the new name selected.
class SelectionKeeper final : public QObject {
    Q_OBJECT

public:
    /// Both outlive it.
    SelectionKeeper(ScenarioDocument& document, Selection& selection, QObject* parent = nullptr);

private:
    void note();
    void follow();

    struct Place {
        ElementId element;
        std::string pointer;
    };

    ScenarioDocument& m_document;
    Selection& m_selection;
    std::vector<Place> m_places;        ///< Of what is selected.
    std::set<ElementId> m_known;        ///< Parts of the kinds that are selected.
};

}  // namespace stormglass::ui
