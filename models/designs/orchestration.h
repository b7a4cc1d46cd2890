// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Orchestration: an orchestrator sends commands, keeps a log of each saga and directs compensations.
#pragma once

#include "models/designs/compiler.h"

#include <memory>

namespace stormglass {

[[nodiscard]] std::unique_ptr<StyleCompiler> makeCompiler(const spec::Orchestration& style);

}  // namespace stormglass
