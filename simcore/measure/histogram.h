// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The distribution of durations (or of any whole numbers) in little memory, however many there are.
#pragma once

#include "simcore/base/result.h"
#include "simcore/base/time.h"
#include "simcore/measure/exact_moments.h"

#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

namespace stormglass {

/// A histogram taken apart, for sending it to another process. Only buckets that are not empty, in ascending order.
struct HistogramData {
    std::vector<std::pair<std::uint32_t, std::uint64_t>> buckets;  ///< Number of the bucket, count in it.
    ExactMoments::Words moments{};
    std::int64_t min = 0;  ///< Meaningless when there are no buckets, like max.
    std::int64_t max = 0;

    bool operator==(const HistogramData&) const = default;
};

/// A log-linear histogram: every power of two is cut into 64 equal buckets, and values up to 127 have one each.
///
/// Count, sum, mean, variance, min and max are exact; a quantile is off by at most kRelativeError. An empty histogram
/// allocates nothing, and one that has values only the powers of two between the smallest and the largest (512 bytes
/// each). Merging is exact: the result is that of recording both sets of values into one histogram, in any order.
///
/// Why not Boost.Histogram: with its logarithmic axis a record takes 8.0 ns instead of 2.8 (tests/bench/bench_measure.cpp)
/// and asks the C library for a logarithm, which is not the same everywhere; an axis of our own makes it as fast as this
/// class, but it holds all 3,712 buckets from the start: 300 MB for 10,000 empty ones.
class Histogram {
public:
    /// Half the width of a bucket divided by its smallest value.
    static constexpr double kRelativeError = 1.0 / 128;

    /// Precondition: the value is not negative (checked).
    void record(Duration value) { record(value.count()); }
    void record(std::int64_t value)
    {
        const std::uint32_t bucket = bucketOf(static_cast<std::uint64_t>(value));
        if (bucket - m_first >= m_counts.size()) [[unlikely]]
            makeRoomFor(value);
        ++m_counts[bucket - m_first];
        m_moments.add(static_cast<std::uint64_t>(value));
        if (value < m_min) [[unlikely]]
            m_min = value;
        if (value > m_max) [[unlikely]]
            m_max = value;
    }
    void merge(const Histogram& other);
    /// What has been recorded since this one was a copy of the earlier one. Smallest and largest value are not known any
    /// more but for their buckets. Precondition: the earlier one's values are among this one's (checked).
    [[nodiscard]] Histogram since(const Histogram& earlier) const;
    /// Forgets everything, for the end of the warm-up; keeps the memory.
    void reset();

    [[nodiscard]] bool isEmpty() const { return m_moments.count() == 0; }
    [[nodiscard]] std::uint64_t count() const { return m_moments.count(); }
    [[nodiscard]] std::int64_t min() const { return isEmpty() ? 0 : m_min; }  ///< 0 when empty, like all others.
    [[nodiscard]] std::int64_t max() const { return isEmpty() ? 0 : m_max; }
    [[nodiscard]] double sum() const { return m_moments.sum(); }
    [[nodiscard]] double mean() const { return m_moments.mean(); }
    [[nodiscard]] double variance() const { return m_moments.variance(); }
    [[nodiscard]] double standardDeviation() const;

    /// The smallest value that at least the share q of all values does not exceed (nearest rank), within
    /// kRelativeError; exact for q = 0 and q = 1. Precondition: 0 <= q <= 1.
    [[nodiscard]] std::int64_t quantile(double q) const;
    /// How many values are at most this one; those in the same bucket as the limit count as if they were spread evenly
    /// over it.
    [[nodiscard]] double countAtMost(std::int64_t limit) const;

    [[nodiscard]] HistogramData data() const;
    /// Fails when the data contradict themselves (unknown or unordered buckets, min above max).
    [[nodiscard]] static Result<Histogram> fromData(const HistogramData& data);

    /// Which values a bucket holds: from lowestOf(bucket) to lowestOf(bucket + 1) - 1.
    [[nodiscard]] static constexpr std::uint32_t bucketOf(std::uint64_t value)
    {
        const auto shift = static_cast<std::uint32_t>(std::bit_width(value | 64)) - 7;
        return (shift << 6) + static_cast<std::uint32_t>(value >> shift);
    }
    [[nodiscard]] static constexpr std::uint64_t lowestOf(std::uint32_t bucket)
    {
        return bucket < 128 ? bucket : std::uint64_t{(bucket & 63) | 64} << ((bucket >> 6) - 1);
    }
    static constexpr std::uint32_t kBuckets = 58 * 64;  ///< Of all values from 0 to 2^63 - 1.

    bool operator==(const Histogram& other) const { return data() == other.data(); }

private:
    void makeRoomFor(std::int64_t value);
    void makeRoomForBucket(std::uint32_t bucket);

    std::vector<std::uint64_t> m_counts;  // of the buckets from m_first on
    std::uint32_t m_first = 0;            // a multiple of 64
    ExactMoments m_moments;
    std::int64_t m_min = INT64_MAX;
    std::int64_t m_max = INT64_MIN;
};

}  // namespace stormglass
