// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/random/random_streams.h"

#include "simcore/base/hash.h"

namespace stormglass {

std::uint64_t StreamKey::hash() const
{
    const std::uint64_t run = mixHash(mixHash(kHashSeed, seed), std::uint64_t{replication});
    return finishHash(mixHash(mixHash(run, entity), purpose));
}

}  // namespace stormglass
