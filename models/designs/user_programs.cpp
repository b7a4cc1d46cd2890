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

template <class Settings>
void addFixedPrograms(const std::string&, const Settings&, WiringWriter&) { }

void addFixedPrograms(const std::string& component, const spec::StreamProcessorSettings& processor, WiringWriter& wiring)
{
    spec::Program program{{spec::Work{processor.processTime}}};
    if (!processor.results.empty())
        program.push_back({spec::Publish{processor.results}});
    if (!processor.store.empty())
        program.push_back({spec::Access{processor.store, true}});
    wiring.subscribe(component, processor.source);
    wiring.onMessage(component, {.channel = processor.source, .event = {}}, std::move(program));
}

void addFixedPrograms(const std::string& component, const spec::ReadModelSettings& model, WiringWriter& wiring)
{
    spec::Program program{{spec::Work{model.applyTime}}};
    if (!model.store.empty())
        program.push_back({spec::Access{model.store, true}});
    for (const std::string& channel : model.consumes) {
        wiring.subscribe(component, channel);
        wiring.onMessage(component, {.channel = channel, .event = {}}, program);
    }
}

void addFixedPrograms(const std::string& component, const spec::PagerSettings& pager, WiringWriter& wiring)
{
    for (const std::string& channel : pager.consumes) {
        wiring.subscribe(component, channel);
        wiring.onMessage(component, {.channel = channel, .event = {}}, {{spec::Work{pager.notifyTime}}});
    }
}

void addFixedPrograms(const std::string& component, const spec::DashboardSettings& dashboard, WiringWriter& wiring)
{
    const spec::Program program(static_cast<std::size_t>(dashboard.panels), {spec::Access{dashboard.store, false}});
    wiring.onRequest(component, std::string(kRefresh), program);
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
                addFixedPrograms(component.name, settings, wiring);
                if constexpr (requires { settings.redrives; }) {
                    for (const spec::Redrive& redrive : settings.redrives)
                        addRedrive(component.name, redrive, wiring);
                }
            },
            component.settings);
    }
}

}  // namespace stormglass
