// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/unread_channels.h"

#include "models/spec/design_channels.h"
#include "scenarios/spec_walk.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace stormglass {
namespace {

constexpr std::array<std::string_view, 2> kReaders{"source", "from"};
constexpr std::array<std::string_view, 4> kPublishers{"channel", "results", "to", "exchange"};
constexpr std::array<std::string_view, 5> kDeadLetters{"dead_letter_channel", "deadLetterTargetArn", "DeadLetterConfig", "deadLetterTopic",
                                                       "x-dead-letter-exchange"};

bool isOneOf(std::string_view key, std::span<const std::string_view> keys) { return std::ranges::find(keys, key) != keys.end(); }

/// Who reads and who writes, by the keys of the references; a list of channels is one of those that are consumed.
class ChannelUse final : public SpecWalk {
public:
    using SpecWalk::reference;
    using SpecWalk::references;

    void reference(std::string_view key, std::string& value, spec::RefersTo what, const spec::FieldInfo&) override
    {
        if (what != spec::RefersTo::Channel || value.empty())
            return;
        if (isOneOf(key, kReaders))
            read.insert(value);
        else if (isOneOf(key, kPublishers))
            published.emplace(value, pointerTo(key));
        else if (isOneOf(key, kDeadLetters))
            buried.emplace(value, pointerTo(key));
    }

    void references(std::string_view, std::vector<std::string>& values, spec::RefersTo what, const spec::FieldInfo&) override
    {
        if (what == spec::RefersTo::Channel)
            read.insert(values.begin(), values.end());
    }

    std::set<std::string> read;
    std::map<std::string, std::string> published;  // where each is named first
    std::map<std::string, std::string> buried;
};

ChannelUse useOf(const spec::Scenario& scenario)
{
    spec::Scenario copy = scenario;  // a visitor is for changing values, too
    ChannelUse use;
    describe(use, copy);
    return use;
}

/// Of the scenario's own channels: those of designs have their readers.
bool isUnread(const spec::Scenario& scenario, const ChannelUse& use, const std::string& name)
{
    if (use.read.contains(name) || spec::isNamedByDesigns(scenario, name))
        return false;
    const auto channel = std::ranges::find(scenario.topology.channels, name, &spec::Channel::name);
    if (channel == scenario.topology.channels.end())
        return false;
    return !spec::passesOn(channel->settings);
}

}  // namespace

std::vector<UnreadChannel> unreadChannels(const spec::Scenario& scenario)
{
    const ChannelUse use = useOf(scenario);
    std::vector<UnreadChannel> unread;
    for (const auto& [name, pointer] : use.published) {
        if (isUnread(scenario, use, name))
            unread.push_back({name, pointer});
    }
    return unread;
}

std::vector<UnreadChannel> unreadDeadLetterChannels(const spec::Scenario& scenario)
{
    const ChannelUse use = useOf(scenario);
    std::vector<UnreadChannel> unread;
    for (const auto& [name, pointer] : use.buried) {
        if (!use.published.contains(name) && isUnread(scenario, use, name))
            unread.push_back({name, pointer});
    }
    return unread;
}

}  // namespace stormglass
