// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which ways between hosts a fault of the network hits.
#pragma once

#include "models/spec/field_visitor.h"

namespace stormglass::spec {

/// Whose packets are hit: those from the places in "between" to the others, those that come from there, or both.
/// The words are those of Chaos Mesh (NetworkChaos, direction), whose default is "to".
enum class Direction { To, From, Both };
[[nodiscard]] std::span<const std::string_view> namesOf(Direction);

/// The ways from the hosts of one group of places to those of another, or those that a link of the topology carries.
///
/// A component stands for the hosts on which it runs, so others that run there are hit with it. What two processes on
/// one host send each other passes no network and is never hit.
struct FaultyWays {
    std::vector<std::string> between;     ///< Empty only with a link.
    std::vector<std::string> others = {}; ///< Empty: everything else.
    std::string link = {};
    Direction direction = Direction::Both;
    bool operator==(const FaultyWays&) const = default;
};

/// The fields stand beside those of the fault, in the same object.
void describe(FieldVisitor& visit, FaultyWays& ways);

/// "the way from a to b", "all ways of a and b", "link wan": subject of a sentence.
[[nodiscard]] std::string phraseOf(const FaultyWays& ways);

struct Topology;
/// The names of the hosts of a component, host or zone, in order and each once. A component without hosts has some of
/// its own, named "component/1"; so has a managed service.
[[nodiscard]] std::vector<std::string> hostsAt(const Topology& topology, const std::string& place);

class FaultScope;
/// Ways that no packet can take, and groups beside a link.
void checkWays(const FaultyWays& ways, FaultScope& scope);

}  // namespace stormglass::spec
