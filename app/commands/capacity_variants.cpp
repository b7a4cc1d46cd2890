// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/capacity_variants.h"

#include <algorithm>
#include <utility>

namespace stormglass {
namespace {

std::vector<std::string> splitChanges(const std::string& text)
{
    std::vector<std::string> changes;
    std::string change;
    int depth = 0;
    bool isQuoted = false;
    for (const char c : text + ' ') {
        if (c == '"')
            isQuoted = !isQuoted;
        else if (!isQuoted && (c == '{' || c == '['))
            ++depth;
        else if (!isQuoted && (c == '}' || c == ']'))
            --depth;
        if (c != ' ' || isQuoted || depth > 0)
            change += c;
        else if (!change.empty())
            changes.push_back(std::exchange(change, {}));
    }
    if (!change.empty())
        changes.push_back(change);  // something is not closed, which whoever reads the value tells
    return changes;
}

}  // namespace

std::vector<CapacityVariant> readVariants(const std::vector<std::string>& texts, std::vector<std::string>& problems)
{
    std::vector<CapacityVariant> variants;
    for (const std::string& text : texts) {
        const std::size_t colon = text.find(':');
        CapacityVariant variant{.name = text.substr(0, colon), .changes = {}};
        if (colon != std::string::npos)
            variant.changes = splitChanges(text.substr(colon + 1));
        const bool areChanges = std::ranges::all_of(variant.changes, [](const std::string& change) { return change.find('=') != std::string::npos; });
        if (colon == std::string::npos || variant.name.empty() || !areChanges)
            problems.push_back("--variant: expected \"NAME: PATH=VALUE ...\", found \"" + text + '"');
        else if (std::ranges::find(variants, variant.name, &CapacityVariant::name) != variants.end())
            problems.push_back("--variant: two variants are named \"" + variant.name + '"');
        variants.push_back(std::move(variant));
    }
    if (variants.empty())
        variants.emplace_back();
    return variants;
}

}  // namespace stormglass
