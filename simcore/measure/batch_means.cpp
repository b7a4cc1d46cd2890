// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/batch_means.h"

namespace stormglass {

void BatchMeans::closeBatch()
{
    m_sums[m_batches++] = m_openSum;
    m_openSum = 0;
    m_openCount = 0;
    if (m_batches < kMaxBatches)
        return;
    for (std::size_t i = 0; i < kMaxBatches / 2; ++i)
        m_sums[i] = m_sums[2 * i] + m_sums[2 * i + 1];
    m_batches = kMaxBatches / 2;
    m_batchSize *= 2;
}

double BatchMeans::mean() const
{
    double sum = m_openSum;
    for (std::size_t i = 0; i < m_batches; ++i)
        sum += m_sums[i];
    return count() > 0 ? sum / static_cast<double>(count()) : 0;
}

Interval BatchMeans::interval(double confidence) const
{
    std::array<double, kMaxBatches> means{};
    for (std::size_t i = 0; i < m_batches; ++i)
        means[i] = m_sums[i] / static_cast<double>(m_batchSize);
    Interval interval = studentInterval(std::span(means).first(m_batches), confidence);
    interval.mean = mean();
    return interval;
}

}  // namespace stormglass
