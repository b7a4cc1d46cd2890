// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Flows that share keys, as orders share customers.
#pragma once

#include "models/workload/key_chooser.h"
#include "simcore/random/zipf.h"

namespace stormglass {

/// Which key a flow gets depends on its number only, so that all designs see the same keys.
class SharedKeys final : public KeyChooser {
public:
    SharedKeys(std::size_t count, double zipfExponent, RandomStream draws);

    void choose(Transaction& transaction) override;

private:
    const ZipfKeys m_keys;
    const RandomStream m_draws;
};

}  // namespace stormglass
