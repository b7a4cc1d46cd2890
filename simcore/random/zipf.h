// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Popularity by Zipf's law.
#pragma once

#include "simcore/random/random_stream.h"

#include <cstddef>
#include <vector>

namespace stormglass {

/// Keys 0 to n - 1, of which key i is asked for in proportion to 1 / (i + 1)^exponent.
class ZipfKeys {
public:
    ZipfKeys(std::size_t count, double exponent);

    [[nodiscard]] std::size_t draw(RandomStream& stream) const;
    [[nodiscard]] double probability(std::size_t key) const;
    [[nodiscard]] std::size_t count() const { return m_cumulated.size(); }

private:
    std::vector<double> m_cumulated;
};

}  // namespace stormglass
