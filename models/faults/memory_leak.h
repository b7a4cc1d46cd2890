// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "memory-leak". Sources: the OOM killer of Linux, container restarts of Kubernetes.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::MemoryLeak& settings, RandomStream draws);

}  // namespace stormglass
