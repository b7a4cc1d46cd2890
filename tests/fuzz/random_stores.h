// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Stores beside relational databases, and what reads streams and stores, at random, each valid by itself.
#pragma once

#include "models/spec/scenario.h"
#include "tests/fuzz/luck.h"

namespace stormglass::fuzz {

/// A columnar, time-series or event store, or a cache of one of \p databases.
[[nodiscard]] spec::ComponentSettings randomStore(const std::vector<std::string>& databases, Luck& luck);

/// The names of its stores, of all kinds.
[[nodiscard]] std::vector<std::string> storesOf(const spec::Scenario& scenario);

/// Who consumes channels and shows what stores hold: stream processors for some Kafka topics, with channels for their
/// results, read models, pagers and dashboards.
void addReaders(spec::Scenario& scenario, Luck& luck);

}  // namespace stormglass::fuzz
