// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Quantities as the user writes them: "250ms", "64KiB", "1.2k/s", "5%", "10Gbps".
#pragma once

#include "simcore/base/time.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stormglass {

/// Reads "250ms", "1.5s", "2m", "1h", "7d", "3us", "10ns"; "0" is not enough, "0s" is. Several parts may
/// follow each other from large to small: "1m30s". Nothing for anything else, also when it does not fit 292 years.
[[nodiscard]] std::optional<Duration> readDuration(std::string_view text);
/// Reads "100B", "64KiB", "1.5MB", "2GiB" as whole bytes.
[[nodiscard]] std::optional<std::int64_t> readBytes(std::string_view text);
/// Reads "200/s", "1.2k/s", "3M/s", "90/min", "5/h", "2/d" as events per second.
[[nodiscard]] std::optional<double> readRate(std::string_view text);
/// Reads "10Gbps", "100Mbps", "1kbps" (bits) and "125MB/s", "1GiB/s" (bytes) as bytes per second.
[[nodiscard]] std::optional<double> readBandwidth(std::string_view text);
/// Reads "2.5%" as 0.025.
[[nodiscard]] std::optional<double> readPercent(std::string_view text);

/// The shortest text that reads back as the same value.
[[nodiscard]] std::string toText(Duration duration);
[[nodiscard]] std::string bytesToText(std::int64_t bytes);
[[nodiscard]] std::string rateToText(double perSecond);
[[nodiscard]] std::string bandwidthToText(double bytesPerSecond);
[[nodiscard]] std::string percentToText(double ratio);
/// The shortest decimal text that reads back as the same double; integers without a point.
[[nodiscard]] std::string numberToText(double number);

}  // namespace stormglass
