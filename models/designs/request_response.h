// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Request-response: synchronous calls, the client waits for the whole flow.
#pragma once

#include "models/designs/compiler.h"

#include <memory>

namespace stormglass {

[[nodiscard]] std::unique_ptr<StyleCompiler> makeCompiler(const spec::RequestResponse& style);

}  // namespace stormglass
