// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/quantity_kinds.h"

#include <algorithm>

namespace stormglass {

std::string_view nounOf(spec::RefersTo what)
{
    using enum spec::RefersTo;
    switch (what) {
    case Zone: return "zone";
    case Host: return "host";
    case Link: return "link";
    case Component: return "component";
    case Store: return "store";
    case Broker: return "broker";
    case Channel: return "channel";
    case Flow: return "flow";
    case Step: return "step";
    case Operation: return "operation";
    case Design: return "design";
    case Fault: return "fault";
    case Place: return "component, host or zone";
    case Workload: return "workload";
    case AnyChannel: return "channel";
    case Event: return "event";
    }
    return "thing";
}

std::string aNounOf(spec::RefersTo what)
{
    constexpr std::string_view kVowels = "aeiou";
    const std::string_view noun = nounOf(what);
    return (kVowels.find(noun.front()) == std::string_view::npos ? "a " : "an ") + std::string(noun);
}

bool isName(std::string_view text)
{
    const auto isAllowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_'
            || c == '.';
    };
    return !text.empty() && text.size() <= 200 && std::ranges::all_of(text, isAllowed);
}

}  // namespace stormglass
