// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/placed_issue.h"

#include "scenarios/utf8.h"

namespace stormglass {

std::string toText(const PlacedIssue& issue)
{
    constexpr std::size_t kLongest = 1000;  // bytes of each part; what came from outside may hold anything
    std::string text = shortened(issue.source, kLongest);
    if (issue.place.line > 0)
        text += ':' + std::to_string(issue.place.line) + ':' + std::to_string(issue.place.column);
    text += ": ";
    if (issue.severity == Severity::Warning)
        text += "warning: ";
    if (!issue.pointer.empty())
        text += shortened(issue.pointer, 200) + ": ";
    return text + shortened(issue.message, kLongest);
}

}  // namespace stormglass
