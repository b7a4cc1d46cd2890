// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/selection.h"

#include <algorithm>

namespace stormglass::ui {

bool Selection::contains(const ElementId& element) const
{
    return std::ranges::find(m_elements, element) != m_elements.end();
}

std::optional<ElementId> Selection::single() const
{
    return m_elements.size() == 1 ? std::optional(m_elements.front()) : std::nullopt;
}

void Selection::set(std::vector<ElementId> elements)
{
    if (elements == m_elements)
        return;
    m_elements = std::move(elements);
    Q_EMIT changed();
}

void Selection::toggle(const ElementId& element)
{
    std::vector<ElementId> elements = m_elements;
    if (std::erase(elements, element) == 0)
        elements.push_back(element);
    set(std::move(elements));
}

void Selection::reveal(const ElementId& element)
{
    set({element});
    Q_EMIT revealed(element);
}

}  // namespace stormglass::ui
