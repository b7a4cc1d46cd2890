// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/compiler.h"

#include "models/designs/choreography.h"
#include "models/designs/orchestration.h"
#include "models/designs/request_response.h"
#include "models/designs/user_programs.h"
#include "models/designs/wiring_writer.h"

namespace stormglass {

Wiring compileDesign(const spec::Scenario& scenario, const spec::Design* design)
{
    WiringWriter wiring(scenario);
    addUserPrograms(wiring);
    if (design == nullptr)
        return std::move(wiring).take();

    const std::unique_ptr<StyleCompiler> compiler
        = std::visit([](const auto& style) { return makeCompiler(style); }, design->style);
    for (const spec::Flow& flow : scenario.flows)
        compiler->compile(flow, wiring);

    Wiring result = std::move(wiring).take();
    result.design = design->name;
    result.outbox = compiler->outbox();
    return result;
}

}  // namespace stormglass
