// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Changing a scenario from the command line: --set topology/components/kafka/producer/linger.ms=10ms
#pragma once

#include "scenarios/json.h"
#include "simcore/base/result.h"

#include <string>
#include <string_view>

namespace stormglass {

/// Sets one value of the document and returns the JSON pointer to it.
///
/// The path goes through objects by key and through arrays by the "name" of an element or by its index from 0; its
/// parts are divided by '/'. The value is taken as JSON if it is JSON, else as a string. Objects on the way that do not
/// exist are made, so that every field can be set; whether the keys mean something is for the reader to say.
[[nodiscard]] Result<std::string> applyOverride(Json& document, std::string_view pathAndValue);

}  // namespace stormglass
