// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The sorts of quantity a file can hold, each described once for reader, writer and schema.
#pragma once

#include "simcore/base/distribution.h"
#include "simcore/base/quantity_text.h"
#include "models/spec/field_visitor.h"

namespace stormglass {

/// How one sort of quantity stands in a file: as a string with a unit.
template <class T>
struct QuantityKind {
    std::string_view noun;     ///< "a duration such as \"250ms\""
    std::string_view pattern;  ///< Regular expression of ECMA 262, for the schema.
    std::optional<T> (*read)(std::string_view);
    std::string (*write)(T);
    /// A lower limit that only keeps zero out is told as "more than 0s".
    std::string_view zero;
    double smallest = 0;
};

inline constexpr QuantityKind<Duration> kDurationKind{
    "a duration such as \"250ms\"", "^([0-9]+(\\.[0-9]+)?(d|h|m|min|s|ms|us|ns))+$", readDuration, toText, "0s", 1};
inline constexpr QuantityKind<std::int64_t> kBytesKind{
    "a size such as \"64KiB\"", "^[0-9]+(\\.[0-9]+)? ?(B|kB|KB|KiB|MB|MiB|GB|GiB)$", readBytes, bytesToText, "0B", 0};
inline constexpr QuantityKind<double> kRateKind{
    "a rate such as \"200/s\"", "^[0-9]+(\\.[0-9]+)? ?(M/s|k/s|/s|k/min|/min|/h|/d)$", readRate, rateToText, "0/s", 1e-9};
inline constexpr QuantityKind<double> kBandwidthKind{
    "a bandwidth such as \"10Gbps\"", "^[0-9]+(\\.[0-9]+)? ?(bps|kbps|Mbps|Gbps|B/s|kB/s|KiB/s|MB/s|MiB/s|GB/s|GiB/s)$",
    readBandwidth, bandwidthToText, "0bps", 0};
inline constexpr QuantityKind<double> kRatioKind{
    "a share such as \"5%\"", "^[0-9]+(\\.[0-9]+)?%$", readPercent, percentToText, "0%", 0};

/// "the name of a zone": what a reference names, in words of the user.
[[nodiscard]] std::string_view nounOf(spec::RefersTo what);
/// "a zone", "an event".
[[nodiscard]] std::string aNounOf(spec::RefersTo what);

/// Letters, digits, '-', '_' and '.', at least one and at most 200.
[[nodiscard]] bool isName(std::string_view text);
inline constexpr std::string_view kNamePattern = "^[A-Za-z0-9._-]{1,200}$";

}  // namespace stormglass
