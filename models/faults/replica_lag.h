// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fault "replica-lag": replicas on some nodes of a Kafka cluster stop fetching.
#pragma once

#include "models/faults/active_fault.h"

namespace stormglass {

[[nodiscard]] std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::ReplicaLag& settings, RandomStream draws);

}  // namespace stormglass
