// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/completions.h"

namespace stormglass {

CompletionId Completions::open(CompletionTarget& target)
{
    if (m_free.empty()) {
        m_free.push_back(static_cast<std::uint32_t>(m_slots.size()));
        m_slots.emplace_back();
    }
    const std::uint32_t slot = m_free.back();
    m_free.pop_back();
    m_slots[slot].target = &target;
    return {slot, m_slots[slot].generation};
}

void Completions::close(CompletionId id)
{
    if (id.slot == 0 || m_slots[id.slot].generation != id.generation)
        return;
    m_slots[id.slot].target = nullptr;
    ++m_slots[id.slot].generation;
    m_free.push_back(id.slot);
}

bool Completions::resolve(CompletionId id, Outcome outcome)
{
    if (id.slot == 0 || m_slots[id.slot].generation != id.generation)
        return false;
    CompletionTarget* target = m_slots[id.slot].target;
    close(id);
    target->completed(outcome);
    return true;
}

}  // namespace stormglass
