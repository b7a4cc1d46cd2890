// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a kind of component does that no statement says: it keeps state of its own, and has figures of its own.
#pragma once

#include "models/stores/store_engine.h"
#include "simcore/process/task.h"

namespace stormglass {

struct Activation;
struct ProgramEnd;

class CustomStep {
public:
    virtual ~CustomStep() = default;
    virtual void start() { }
    /// The end of the run: an event that it has dealt with, and keeps for later only, is not under way.
    virtual void letGoOfEvents() { }
    /// The end of the run: lets go of what it has.
    virtual void clear() { }
    virtual void endWarmUp() { }
    /// Part of the handling of a request or message.
    virtual Task<ProgramEnd> run(Activation& activation) = 0;
    virtual void addFigures(const AddFigure& add) const = 0;
};

}  // namespace stormglass
