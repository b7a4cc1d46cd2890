// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The JSON value of this layer, declared only: keys keep the order of the file.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace stormglass {

using Json = nlohmann::ordered_json;

}  // namespace stormglass
