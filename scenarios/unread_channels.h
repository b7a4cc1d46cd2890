// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Channels that something goes into and nobody reads.
#pragma once

#include "models/spec/scenario.h"

#include <string>
#include <vector>

namespace stormglass {

struct UnreadChannel {
    std::string name;
    std::string pointer;  ///< To the first field that names it as where something goes.
};

/// Those that are published to on purpose. What is published there has no copy, so no figure tells of it.
[[nodiscard]] std::vector<UnreadChannel> unreadChannels(const spec::Scenario& scenario);
/// Those of dead letters only, which may well wait for a person.
[[nodiscard]] std::vector<UnreadChannel> unreadDeadLetterChannels(const spec::Scenario& scenario);

}  // namespace stormglass
