// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything in a scenario that has a name, by name.
#pragma once

#include "models/spec/scenario.h"
#include "scenarios/read_problems.h"

#include <functional>
#include <optional>
#include <unordered_map>

namespace stormglass {

/// The names of one list of the file, such as /topology/hosts.
class NameTable {
public:
    /// Reports names that occur twice. A list with elements that could not be read is incomplete: what is not in it may
    /// yet be in the file.
    template <class List>
    NameTable(std::string listPointer, const List& list, ReadProblems& problems)
        : NameTable(std::move(listPointer), list.size(), [&](std::size_t i) { return list[i].name; }, problems)
    {
    }

    [[nodiscard]] std::optional<std::size_t> find(const std::string& name) const;
    [[nodiscard]] bool contains(const std::string& name) const { return m_index.contains(name); }
    [[nodiscard]] bool isComplete() const { return m_isComplete; }
    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
    [[nodiscard]] std::string pointerOf(std::size_t index) const { return m_pointer + '/' + std::to_string(index); }

private:
    NameTable(std::string listPointer, std::size_t size, const std::function<std::string(std::size_t)>& nameOf,
              ReadProblems& problems);

    std::string m_pointer;
    std::vector<std::string> m_names;
    std::unordered_map<std::string, std::size_t> m_index;
    bool m_isComplete = true;
};

struct NameTables {
    /// The scenario outlives the tables.
    NameTables(const spec::Scenario& scenario, ReadProblems& problems);

    /// Names of the channels, and of the events, that a run can have: those of the designs, too. Made when first asked for.
    [[nodiscard]] const std::vector<std::string>& possibleChannels() const;
    [[nodiscard]] const std::vector<std::string>& possibleEvents() const;
    /// Whether all could be read that those depend on.
    [[nodiscard]] bool areMessagesKnown() const;

    NameTable zones;
    NameTable hosts;
    NameTable links;
    NameTable components;
    NameTable channels;
    NameTable flows;
    NameTable designs;
    NameTable workload;
    NameTable faults;

private:
    const spec::Scenario& m_scenario;
    mutable std::optional<std::vector<std::string>> m_channels;
    mutable std::optional<std::vector<std::string>> m_events;
};

}  // namespace stormglass
