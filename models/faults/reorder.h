// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "reorder": messages that are overtaken on their way to the broker.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::Reorder& settings, RandomStream draws);

}  // namespace stormglass
