// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The operations that the user wrote: they belong to every design.
#pragma once

namespace stormglass {

class WiringWriter;

/// A handler for each operation, and one more with a subscription for each channel that the operation consumes.
void addUserPrograms(WiringWriter& wiring);

}  // namespace stormglass
