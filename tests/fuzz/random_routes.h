// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exchanges of RabbitMQ that lead to each other at random, in circles as well.
#pragma once

#include "models/spec/scenario.h"
#include "tests/fuzz/luck.h"

namespace stormglass::fuzz {

/// \p components: whose consumers may have priorities.
void joinExchanges(std::vector<spec::Channel>& channels, const std::vector<std::string>& components, Luck& luck);

}  // namespace stormglass::fuzz
