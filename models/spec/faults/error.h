// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/spec/faults/victims.h"

namespace stormglass::spec {

/// On which side of the effect a request fails.
enum class ErrorMoment {
    Before,  ///< Nothing has been done: a proxy answers in the server's place.
    After    ///< All has been done, and the answer says that it failed.
};
[[nodiscard]] std::span<const std::string_view> namesOf(ErrorMoment);

/// Makes a share of the requests fail with an error of the server. A message whose handler fails is given back to its
/// broker. The strength of a ramp multiplies the share.
/// Sources: Istio HTTPFaultInjection abort (percentage), AWS FIS inject-api-internal-error and inject-api-unavailable-error
/// (percentage), LitmusChaos pod-http-status-code.
struct Error {
    static constexpr std::string_view kKind = "error";
    static constexpr std::string_view kHelp = "Makes a share of the requests and messages fail, before or after their effect.";
    static constexpr bool kHasStrength = true;
    Victims victims;
    double requests = 1;  ///< Share of the requests and messages that fail.
    ErrorMoment moment = ErrorMoment::Before;
    bool operator==(const Error&) const = default;
};

void describe(FieldVisitor& visit, Error& error);
void check(const Error& error, FaultScope& scope);
/// "payment was failing"
[[nodiscard]] std::string phraseOf(const Error& error);

}  // namespace stormglass::spec
