// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/transactions/transaction.h"

namespace stormglass {

/// Gives new transactions another key.
class KeyChooser {
public:
    virtual void choose(Transaction& transaction) = 0;

protected:
    ~KeyChooser() = default;
};

}  // namespace stormglass
