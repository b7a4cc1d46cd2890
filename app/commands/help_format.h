// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How --help looks: as wide as the terminal, and without what the usage line says already.
#pragma once

#include <memory>

namespace CLI {
class FormatterBase;
}

namespace stormglass {

[[nodiscard]] std::shared_ptr<CLI::FormatterBase> makeHelpFormat();

}  // namespace stormglass
