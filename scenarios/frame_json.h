// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a run shows of itself as JSON, between worker and driver (packaging/docs/worker-protocol.md). Frames are many: their
// parts are arrays without keys, and they are written as text at once.
#pragma once

#include "models/results/frame.h"
#include "scenarios/json.h"
#include "simcore/base/result.h"

#include <string>

namespace stormglass {

/// The members of a message, without its type.
[[nodiscard]] Json toJson(const results::Roster& roster);
[[nodiscard]] Json toJson(const results::WiringView& wiring);
/// The whole message, without its end of line. Shares and times that were measured have four digits.
[[nodiscard]] std::string toText(const results::Frame& frame);

/// From a message. A failure says what was expected.
[[nodiscard]] Result<results::Roster> readRoster(const Json& message);
[[nodiscard]] Result<results::Frame> readFrame(const Json& message);
[[nodiscard]] Result<results::WiringView> readWiring(const Json& message);

}  // namespace stormglass
