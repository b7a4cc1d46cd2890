// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the user has selected, shared by all views of a document.
#pragma once

#include "ui/document/element_id.h"

#include <QObject>

#include <vector>

namespace stormglass::ui {

class Selection final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// In the order in which they were selected.
    [[nodiscard]] const std::vector<ElementId>& elements() const { return m_elements; }
    [[nodiscard]] bool contains(const ElementId& element) const;
    /// The only one that is selected.
    [[nodiscard]] std::optional<ElementId> single() const;

    void set(std::vector<ElementId> elements);
    void clear() { set({}); }
    void toggle(const ElementId& element);

    /// Asks the views to bring the element into sight, and selects it.
    void reveal(const ElementId& element);

Q_SIGNALS:
    void changed();
    void revealed(const ElementId& element);

private:
    std::vector<ElementId> m_elements;
};

}  // namespace stormglass::ui
