// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Scenarios as text in, wirings out.
#pragma once

#include "models/designs/compiler.h"

#include <QString>

namespace stormglass {

/// Reads a scenario file of the source tree. Fails the test with the problems found, if any.
[[nodiscard]] spec::Scenario readCase(const QString& path);
/// Null if the scenario has no design of that name.
[[nodiscard]] const spec::Design* findDesign(const spec::Scenario& scenario, const std::string& name);

/// What the wiring refers to but does not have: "payment has no operation order.pay". Empty: it is complete.
[[nodiscard]] QStringList danglingReferences(const Wiring& wiring);

}  // namespace stormglass
