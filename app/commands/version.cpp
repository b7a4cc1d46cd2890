// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/version.h"

namespace stormglass {

const char* programVersion() { return STORMGLASS_VERSION; }

}  // namespace stormglass
