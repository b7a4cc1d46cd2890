// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "simcore/base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace stormglass {

/// The whole content of a regular file or a pipe. A failure says why in words of the system.
[[nodiscard]] Result<std::string> readFileText(const std::filesystem::path& file, std::size_t mostBytes);

/// Writes to a file beside it and renames, so that a reader sees the old content or the new one, never a part.
/// Returns the number of bytes.
[[nodiscard]] Result<std::size_t> writeFileText(const std::filesystem::path& file, std::string_view text);

}  // namespace stormglass
