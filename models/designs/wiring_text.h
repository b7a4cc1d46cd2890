// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A wiring as people read it.
#pragma once

#include "models/designs/wiring.h"

namespace stormglass {

/// One line for each channel, subscription, entry and statement, under headings; programs are indented. The same wiring
/// always gives the same text.
[[nodiscard]] std::string toText(const Wiring& wiring);
/// The statements of a program, one or more lines each, every line indented by so many spaces.
[[nodiscard]] std::string toText(const spec::Program& program, int indent = 0);

}  // namespace stormglass
