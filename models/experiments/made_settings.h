// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Settings of a fault by the words of the file format, for experiments that need a certain kind.
#pragma once

#include "models/spec/fault.h"

#include <optional>
#include <utility>
#include <variant>

namespace stormglass::experiments {

/// A name or a word, a number, or a flag.
using SettingValue = std::variant<std::string, std::int64_t, bool>;
using SettingValues = std::vector<std::pair<std::string, SettingValue>>;

/// Defaults of the kind with these fields set. Nothing if there is no such kind, or if it has no such field or word.
[[nodiscard]] std::optional<spec::FaultSettings> makeSettings(std::string_view kind, const SettingValues& values);

}  // namespace stormglass::experiments
