// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/lost_names.h"

#include "models/network/network.h"

namespace stormglass {

void LostNames::add(LostName& name)
{
    m_names.push_back(&name);
    m_network.m_lostNames = this;
}

void LostNames::remove(LostName& name)
{
    std::erase(m_names, &name);
    if (m_names.empty())
        m_network.m_lostNames = nullptr;
}

bool LostNames::isLost(const std::string& component)
{
    for (LostName* name : m_names)
        if (name->component == component && (name->share >= 1 || name->draws.uniform() < name->share))
            return true;
    return false;
}

}  // namespace stormglass
