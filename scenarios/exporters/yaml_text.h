// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenarios/json.h"

#include <string>

namespace stormglass {

/// The value as one document of YAML 1.2, in block style. Texts that some YAML reader could take for something else stand in
/// quotes. Ends with a line end.
[[nodiscard]] std::string toYamlText(const Json& value);

}  // namespace stormglass
