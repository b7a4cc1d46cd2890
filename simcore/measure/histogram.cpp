// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/measure/histogram.h"

#include "simcore/base/check.h"

#include <algorithm>
#include <cmath>

namespace stormglass {
namespace {

constexpr std::uint32_t kBucketsPerOctave = 64;

/// The middle of a bucket; the value itself where a bucket holds one.
std::int64_t middleOf(std::uint32_t bucket)
{
    const std::uint64_t lowest = Histogram::lowestOf(bucket);
    return static_cast<std::int64_t>(lowest + (Histogram::lowestOf(bucket + 1) - 1 - lowest) / 2);
}

}  // namespace

void Histogram::makeRoomFor(std::int64_t value)
{
    SIM_CHECK(value >= 0, "a histogram takes no negative value, found " + std::to_string(value));
    makeRoomForBucket(bucketOf(static_cast<std::uint64_t>(value)));
}

void Histogram::makeRoomForBucket(std::uint32_t bucket)
{
    const std::uint32_t octave = bucket - bucket % kBucketsPerOctave;
    if (m_counts.empty())
        m_first = octave;
    if (octave < m_first) {
        m_counts.insert(m_counts.begin(), m_first - octave, 0);
        m_first = octave;
    }
    // Octave by octave, not doubled: the range of values settles soon and the rest of the memory would be wasted.
    const std::size_t size = octave + kBucketsPerOctave - m_first;
    if (size > m_counts.size()) {
        m_counts.reserve(size);
        m_counts.resize(size);
    }
}

void Histogram::merge(const Histogram& other)
{
    if (other.isEmpty())
        return;
    makeRoomFor(other.m_min);
    makeRoomFor(other.m_max);
    for (std::size_t i = 0; i < other.m_counts.size(); ++i) {
        if (other.m_counts[i] > 0)  // empty octaves of a reset histogram may lie outside our range
            m_counts[other.m_first + i - m_first] += other.m_counts[i];
    }
    m_moments.merge(other.m_moments);
    m_min = std::min(m_min, other.m_min);
    m_max = std::max(m_max, other.m_max);
}

Histogram Histogram::since(const Histogram& earlier) const
{
    Histogram rest;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        const std::uint32_t bucket = m_first + static_cast<std::uint32_t>(i);
        const bool wasThere = bucket >= earlier.m_first && bucket - earlier.m_first < earlier.m_counts.size();
        const std::uint64_t before = wasThere ? earlier.m_counts[bucket - earlier.m_first] : 0;
        SIM_CHECK(before <= m_counts[i], "an earlier histogram has values that a later one lacks");
        if (before == m_counts[i])
            continue;
        rest.makeRoomForBucket(bucket);
        rest.m_counts[bucket - rest.m_first] = m_counts[i] - before;
        rest.m_min = std::min(rest.m_min, std::max(m_min, static_cast<std::int64_t>(lowestOf(bucket))));
        rest.m_max = std::min(m_max, static_cast<std::int64_t>(lowestOf(bucket + 1) - 1));
    }
    rest.m_moments = m_moments;
    rest.m_moments.subtract(earlier.m_moments);
    return rest;
}

void Histogram::reset()
{
    std::ranges::fill(m_counts, 0);
    m_moments = {};
    m_min = INT64_MAX;
    m_max = INT64_MIN;
}

double Histogram::standardDeviation() const { return std::sqrt(variance()); }

std::int64_t Histogram::quantile(double q) const
{
    SIM_CHECK(q >= 0 && q <= 1, "a quantile lies between 0 and 1");
    if (isEmpty())
        return 0;
    if (q == 0 || q == 1)
        return q == 0 ? m_min : m_max;
    // 0.07 * 100 is 7.000000000000001 as a double: without the allowance it would ask for the eighth value.
    const double rank = q * static_cast<double>(count());
    const auto wanted = std::max(std::uint64_t{1}, static_cast<std::uint64_t>(std::ceil(rank * (1 - 1e-15))));
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        seen += m_counts[i];
        if (seen >= wanted)
            return std::clamp(middleOf(m_first + static_cast<std::uint32_t>(i)), m_min, m_max);
    }
    return m_max;
}

double Histogram::countAtMost(std::int64_t limit) const
{
    if (isEmpty() || limit < m_min)
        return 0;
    if (limit >= m_max)
        return static_cast<double>(count());
    const std::uint32_t bucket = bucketOf(static_cast<std::uint64_t>(limit));
    std::uint64_t below = 0;
    for (std::uint32_t i = m_first; i < bucket; ++i)
        below += m_counts[i - m_first];
    const std::uint64_t lowest = lowestOf(bucket);
    const double share = static_cast<double>(static_cast<std::uint64_t>(limit) - lowest + 1)
        / static_cast<double>(lowestOf(bucket + 1) - lowest);
    return static_cast<double>(below) + share * static_cast<double>(m_counts[bucket - m_first]);
}

HistogramData Histogram::data() const
{
    HistogramData data;
    for (std::size_t i = 0; i < m_counts.size(); ++i) {
        if (m_counts[i] > 0)
            data.buckets.emplace_back(m_first + static_cast<std::uint32_t>(i), m_counts[i]);
    }
    data.moments = m_moments.words();
    data.min = min();
    data.max = max();
    return data;
}

Result<Histogram> Histogram::fromData(const HistogramData& data)
{
    Histogram histogram;
    std::uint64_t total = 0;
    std::uint32_t next = 0;
    for (const auto& [bucket, count] : data.buckets) {
        if (bucket < next || bucket >= kBuckets)
            return Failure{"histogram: bucket " + std::to_string(bucket) + " is unknown or out of order"};
        next = bucket + 1;
        histogram.makeRoomForBucket(bucket);
        histogram.m_counts[bucket - histogram.m_first] = count;
        total += count;
    }
    if (total == 0)
        return Histogram();
    if (data.min < 0 || bucketOf(static_cast<std::uint64_t>(data.min)) != data.buckets.front().first
        || data.max < data.min || bucketOf(static_cast<std::uint64_t>(data.max)) != data.buckets.back().first)
        return Failure{"histogram: min and max do not lie in the first and the last bucket"};
    histogram.m_moments = ExactMoments::fromWords(total, data.moments);
    histogram.m_min = data.min;
    histogram.m_max = data.max;
    return histogram;
}

}  // namespace stormglass
