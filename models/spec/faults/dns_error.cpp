// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/faults/dns_error.h"

#include "models/spec/faults/fault_scope.h"
#include "simcore/base/quantity_text.h"

#include <array>

namespace stormglass::spec {

void describe(FieldVisitor& visit, DnsError& error)
{
    visit.reference("target", error.target, RefersTo::Component,
                    {.help = "Component whose name cannot be looked up.", .source = "Chaos Mesh, DNSChaos: error", .isRequired = true});
    visit.ratio("share", error.share, {.help = "Share of the look-ups that fail."});
}

void check(const DnsError& error, FaultScope& scope)
{
    static constexpr std::array kKinds{GatewaySettings::kKind,  ServiceSettings::kKind,  OrchestratorSettings::kKind,
                                       ExternalSettings::kKind, EventBridgeSettings::kKind, KafkaSettings::kKind,    RabbitmqSettings::kKind,
                                       SnsSettings::kKind,      SqsSettings::kKind,      NatsSettings::kKind,
                                       MqttSettings::kKind,     PulsarSettings::kKind};
    if (error.share <= 0)
        scope.error("/share", "the fault hits nothing: expected more than 0%");
    static_cast<void>(scope.requireComponentOfKind("/target", error.target, kKinds));
}

std::string phraseOf(const DnsError& error)
{
    const std::string often = error.share < 1 ? " in " + percentToText(error.share) + " of the cases" : "";
    return "the name of " + error.target + " could not be looked up" + often;
}

}  // namespace stormglass::spec
