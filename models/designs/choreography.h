// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Choreography: components react to each other's events; no one directs.
#pragma once

#include "models/designs/compiler.h"

#include <memory>

namespace stormglass {

[[nodiscard]] std::unique_ptr<StyleCompiler> makeCompiler(const spec::Choreography& style);

}  // namespace stormglass
