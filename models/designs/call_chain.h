// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Request-response in which each component calls the next.
#pragma once

#include "models/spec/scenario.h"

namespace stormglass {

class WiringWriter;

/// Steps in a row at one component are one link of the chain: done in place, one after the other. Optional steps come
/// last where the order of the flow lets them.
///
/// A failure unwinds the chain: every link undoes its own steps and passes the failure on. A link that got no answer
/// from the next one asks it to undo, and the request to undo goes down the rest of the chain.
void addCallChain(const spec::Flow& flow, const spec::RequestResponse& style, WiringWriter& wiring);

}  // namespace stormglass
