// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "crash-at-step". Source: the crash criteria of Duerr, Lichtenthaeler, Wirtz, CLOSER 2022.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::CrashAtStep& settings, RandomStream draws);

}  // namespace stormglass
