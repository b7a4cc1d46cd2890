// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What messages a run can have: the channels of the topology and of the designs, and the events in them.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass::spec {

/// The channels of the topology, then those that one of the designs makes, each with the settings that it has there: a
/// name stands once for each broker over which a design would have it.
/// Which of the latter there are depends on the design that is run; one of which nobody would hear is not made.
[[nodiscard]] std::vector<Channel> possibleChannels(const Scenario& scenario);

/// Whether a choreography or orchestration of the flows would have a channel of this name.
[[nodiscard]] bool isNamedByDesigns(const Scenario& scenario, const std::string& channel);

/// The names by which faults pick out messages: events of steps, and what several of them have in common: "order" and
/// "order.payment" stand for all events that begin so.
[[nodiscard]] std::vector<std::string> possibleEvents(const Scenario& scenario);

/// Whether the name stands for the event: it is the event itself or its beginning, up to a dot.
[[nodiscard]] bool standsFor(std::string_view name, std::string_view event);

}  // namespace stormglass::spec
