// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/check.h"

#include <string_view>

namespace stormglass {

void failCheck(const char* condition, const std::string& explanation, std::source_location where)
{
    const std::string_view path = where.file_name();
    const std::string_view file = path.substr(path.rfind('/') + 1);
    throw BrokenPromise(explanation + " (" + condition + ", " + std::string(file) + ":"
                        + std::to_string(where.line()) + ")");
}

}  // namespace stormglass
