// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// One fault at work. A new kind is one file with its function makeFault, and one line in active_fault.cpp.
#pragma once

#include "models/run/model.h"
#include "simcore/random/random_stream.h"

#include <memory>

namespace stormglass {

/// Begins and ends as often as its timing says, by turns. What it does to the models adds to what other faults do to
/// them, and its end takes away just that.
class ActiveFault {
public:
    virtual ~ActiveFault() = default;
    virtual void begin(Model& model) = 0;
    virtual void end(Model& model) = 0;
    /// While it lasts: how strong it is, from 0 to 1. Called only for kinds with kHasStrength, right after begin() and
    /// at each step of a ramp; without a ramp once, with 1.
    virtual void setStrength(Model&, double) { }
    /// Whether it can be over by now, however short it was meant to be. Planned faults have been given that time already
    /// (faultSpans).
    [[nodiscard]] virtual bool mayEnd(SimTime) const { return true; }
};

/// \p draws belongs to this fault alone: the same in every design. The model outlives the fault.
[[nodiscard]] std::unique_ptr<ActiveFault> makeActiveFault(Model& model, const spec::Fault& fault, RandomStream draws);

}  // namespace stormglass
