// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace stormglass {

/// Of this program: "0.1.0".
[[nodiscard]] const char* programVersion();

}  // namespace stormglass
