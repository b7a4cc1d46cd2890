// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where a program publishes.
#pragma once

#include "models/services/instructions.h"

namespace stormglass {

/// Whether some statement of it publishes to that broker, other than through an outbox.
[[nodiscard]] bool publishesTo(const Instructions& program, const Broker& broker);
/// The same of a routine, whatever its end.
[[nodiscard]] bool publishesTo(const Routine& routine, const Broker& broker);

}  // namespace stormglass
