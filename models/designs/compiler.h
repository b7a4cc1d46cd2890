// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The design compiler: flow x style -> handlers, channels, subscriptions.
#pragma once

#include "models/designs/wiring.h"

namespace stormglass {

/// Compiles every flow of the scenario in one design, and adds the programs that the user wrote.
/// Precondition: the scenario has been validated. Without a design only the user's programs are wired.
[[nodiscard]] Wiring compileDesign(const spec::Scenario& scenario, const spec::Design* design);

/// One style of building flows. A new style is one file and one line in the compiler's registry.
class StyleCompiler {
public:
    virtual ~StyleCompiler() = default;
    virtual void compile(const spec::Scenario& scenario, const spec::Flow& flow, Wiring& wiring) const = 0;
};

}  // namespace stormglass
