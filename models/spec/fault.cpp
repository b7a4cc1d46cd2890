// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/fault.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/one_of_members.h"

namespace stormglass {
template class OneOf<spec::FaultKinds>;
}

namespace stormglass::spec {

std::string_view kindOf(const Fault& fault)
{
    return std::visit([](const auto& settings) { return std::decay_t<decltype(settings)>::kKind; }, fault.settings);
}

bool hasStrength(const Fault& fault)
{
    return std::visit([](const auto& settings) { return std::decay_t<decltype(settings)>::kHasStrength; }, fault.settings);
}

std::string phraseOf(const Fault& fault)
{
    return std::visit([](const auto& settings) { return phraseOf(settings); }, fault.settings);
}

const std::string* targetOf(const Fault& fault)
{
    return std::visit(
        [](const auto& settings) -> const std::string* {
            if constexpr (requires { settings.victims.target; })
                return &settings.victims.target;
            else if constexpr (requires { settings.target; })
                return &settings.target;
            else
                return nullptr;
        },
        fault.settings);
}

void check(const Fault& fault, FaultScope& scope)
{
    checkTiming(fault.timing, hasStrength(fault), scope);
    std::visit([&](const auto& settings) { check(settings, scope); }, fault.settings);
}

void describe(FieldVisitor& visit, Fault& fault)
{
    visit.name("name", fault.name, {.help = "Name of the fault, for expectations.", .isRequired = true});
    visit.variant("fault", fault.settings, {.help = "What happens.", .isRequired = true});
    describe(visit, fault.timing);
}

}  // namespace stormglass::spec
