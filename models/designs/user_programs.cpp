// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/user_programs.h"

#include "models/designs/wiring_writer.h"

namespace stormglass {
namespace {

void addOperation(const std::string& component, const spec::Operation& operation, WiringWriter& wiring)
{
    wiring.onRequest(component, operation.name, operation.program);
    for (const std::string& channel : operation.consumes) {
        wiring.subscribe(component, channel);
        wiring.onMessage(component, {.channel = channel, .event = {}}, operation.program);
    }
}

void addRedrive(const std::string& component, const spec::Redrive& redrive, WiringWriter& wiring)
{
    wiring.subscribe(component, redrive.from, redrive.start);
    wiring.onMessage(component, {.channel = redrive.from, .event = {}},
                     {{spec::RedriveMessage{.channel = redrive.to, .rate = redrive.rate, .isOnce = redrive.isOnce}}});
}

}  // namespace

void addUserPrograms(WiringWriter& wiring)
{
    for (const spec::Component& component : wiring.scenario().topology.components) {
        std::visit(
            [&](const auto& settings) {
                if constexpr (requires { settings.operations; }) {
                    for (const spec::Operation& operation : settings.operations)
                        addOperation(component.name, operation, wiring);
                }
                if constexpr (requires { settings.redrives; }) {
                    for (const spec::Redrive& redrive : settings.redrives)
                        addRedrive(component.name, redrive, wiring);
                }
            },
            component.settings);
    }
}

}  // namespace stormglass
