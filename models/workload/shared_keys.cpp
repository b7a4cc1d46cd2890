// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workload/shared_keys.h"

#include "models/transactions/shared_key.h"

namespace stormglass {

SharedKeys::SharedKeys(std::size_t count, double zipfExponent, RandomStream draws)
    : m_keys(count, zipfExponent)
    , m_draws(draws)
{
}

void SharedKeys::choose(Transaction& transaction)
{
    RandomStream draw = m_draws.at(transaction.number);
    transaction.key = sharedKeyAt(m_keys.draw(draw));
}

}  // namespace stormglass
