// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A confidence interval from a single run, whose samples depend on each other.
#pragma once

#include "simcore/measure/interval.h"

#include <array>
#include <cstdint>

namespace stormglass {

/// Batch means in fixed memory: samples are averaged in batches, long enough that batches hardly depend on each other.
///
/// There are at most kMaxBatches whole batches; when they are full, each two become one and batches are twice as long
/// from then on. So there are between kMaxBatches/2 and kMaxBatches of them, however long the run.
class BatchMeans {
public:
    static constexpr std::size_t kMaxBatches = 64;

    void record(double sample)
    {
        m_openSum += sample;
        if (++m_openCount == m_batchSize)
            closeBatch();
    }
    void reset() { *this = BatchMeans(); }

    [[nodiscard]] std::uint64_t count() const { return m_batches * m_batchSize + m_openCount; }
    [[nodiscard]] std::uint64_t batchSize() const { return m_batchSize; }
    [[nodiscard]] std::size_t batches() const { return m_batches; }
    /// Of all samples, also those of the batch that is not whole; 0 when there are none.
    [[nodiscard]] double mean() const;
    /// Around mean(), from the spread of the whole batches; infinite with fewer than two of them.
    [[nodiscard]] double halfWidth(double confidence) const { return interval(confidence).halfWidth; }
    /// samples is the number of batches.
    [[nodiscard]] Interval interval(double confidence) const;

private:
    void closeBatch();

    std::array<double, kMaxBatches> m_sums{};
    std::size_t m_batches = 0;
    std::uint64_t m_batchSize = 1;
    std::uint64_t m_openCount = 0;
    double m_openSum = 0;
};

}  // namespace stormglass
