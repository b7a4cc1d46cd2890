// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The end of a run that asks for more than a run can hold.
#pragma once

#include <stdexcept>

namespace stormglass {

/// No broken promise of ours: the scenario is too large. The message says of what there is too much, and what to reduce.
class TooLarge : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

}  // namespace stormglass
