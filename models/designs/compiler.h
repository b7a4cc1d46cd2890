// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The design compiler: flow x style -> handlers, channels, subscriptions.
#pragma once

#include "models/designs/wiring.h"

namespace stormglass {

class WiringWriter;

/// Compiles every flow of the scenario in one design, and adds the programs that the user wrote.
/// Precondition: the scenario has been validated. Without a design only the user's programs are wired.
[[nodiscard]] Wiring compileDesign(const spec::Scenario& scenario, const spec::Design* design);

/// One style of building flows. A new style is one file with a function makeCompiler(), and its include in
/// compiler.cpp.
class StyleCompiler {
public:
    virtual ~StyleCompiler() = default;
    virtual void compile(const spec::Flow& flow, WiringWriter& wiring) const = 0;
    /// How events leave a component in this style.
    [[nodiscard]] virtual spec::Outbox outbox() const { return {}; }
};

}  // namespace stormglass
