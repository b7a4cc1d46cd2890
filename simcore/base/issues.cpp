// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/issues.h"

#include <algorithm>

namespace stormglass {

void Issues::error(std::string pointer, std::string message)
{
    m_list.push_back({std::move(pointer), std::move(message), Severity::Error});
}

void Issues::warning(std::string pointer, std::string message)
{
    m_list.push_back({std::move(pointer), std::move(message), Severity::Warning});
}

void Issues::append(const Issues& others)
{
    m_list.insert(m_list.end(), others.m_list.begin(), others.m_list.end());
}

bool Issues::hasErrors() const
{
    return std::ranges::any_of(m_list,
                               [](const Issue& issue) { return issue.severity == Severity::Error; });
}

}  // namespace stormglass
