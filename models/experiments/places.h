// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What faults can hit: everything in a topology that has a name.
#pragma once

#include "models/spec/scenario.h"

#include <optional>

namespace stormglass::experiments {

enum class PlaceKind { Component, Host, Zone, Link, Channel };
/// "component", "host", "zone", "link", "channel"
[[nodiscard]] std::string_view wordOf(PlaceKind kind);

struct Place {
    PlaceKind kind = PlaceKind::Component;
    std::string name;
    bool operator==(const Place&) const = default;
};

/// Components, hosts, zones and links, in the order of the file. Channels are left out: which there are depends on the
/// design.
[[nodiscard]] std::vector<Place> placesOf(const spec::Topology& topology);
/// The place of that name, also a channel. Nothing if there is none.
[[nodiscard]] std::optional<Place> findPlace(const spec::Topology& topology, std::string_view name);

/// Whether a field that refers to such a thing can name the place.
[[nodiscard]] bool canName(spec::RefersTo what, const Place& place, const spec::Topology& topology);
/// Whether such fields name places at all.
[[nodiscard]] bool isOfPlaces(spec::RefersTo what);
/// Whether everything at the inner place is also at the outer one: a host in its zone.
[[nodiscard]] bool isWithin(const spec::Topology& topology, const Place& inner, const Place& outer);

/// For each place the first one that is like it: hosts with the same cores and residents, zones with such hosts, unless a
/// link tells them apart. Every other place is only like itself. Which instance it is that runs somewhere is not looked at.
[[nodiscard]] std::vector<std::size_t> likenesses(const spec::Topology& topology, const std::vector<Place>& places);

}  // namespace stormglass::experiments
