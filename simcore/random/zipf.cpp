// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/random/zipf.h"

#include "simcore/base/portable_math.h"

#include <algorithm>

namespace stormglass {

ZipfKeys::ZipfKeys(std::size_t count, double exponent)
{
    double sum = 0;
    m_cumulated.reserve(count);
    for (std::size_t i = 1; i <= count; ++i) {
        sum += powOf(static_cast<double>(i), -exponent);
        m_cumulated.push_back(sum);
    }
    for (double& value : m_cumulated)
        value /= sum;
}

std::size_t ZipfKeys::draw(RandomStream& stream) const
{
    const auto found = std::ranges::upper_bound(m_cumulated, stream.uniform());
    return std::min(static_cast<std::size_t>(found - m_cumulated.begin()), m_cumulated.size() - 1);
}

double ZipfKeys::probability(std::size_t key) const
{
    return key == 0 ? m_cumulated.front() : m_cumulated[key] - m_cumulated[key - 1];
}

}  // namespace stormglass
