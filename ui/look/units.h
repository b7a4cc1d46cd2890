// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The units in which a user wants to read times, rates and sizes, wherever they are shown.
#pragma once

#include "simcore/base/time.h"

#include <QString>

#include <functional>

class QWidget;

namespace stormglass::ui {

/// Automatic: whatever suits the size of the figure, or, for fields, the unit of the file. What is written to files does not
/// depend on it.
struct Units {
    enum class Time { Automatic, Milliseconds, Seconds };
    enum class Rate { Automatic, PerSecond, PerMinute, PerHour };
    enum class Size { Automatic, Bytes, Binary, Decimal };  ///< KiB and MiB, or kB and MB.
    Time time = Time::Automatic;
    Rate rate = Rate::Automatic;
    Size size = Size::Automatic;
    bool operator==(const Units&) const = default;

    /// As QLocale's, the default belongs to the whole application.
    [[nodiscard]] static const Units& ofUser();
    /// Tells all widgets with QEvent::LocaleChange, since they show figures in other words now.
    static void setOfUser(const Units& units);
};

/// Calls act() whenever the user has chosen other units, as long as the widget lives.
void whenUnitsChange(QWidget& widget, std::function<void()> act);

// --- values of fields, in the words of files, which read all units ---

[[nodiscard]] QString fieldText(Duration duration, const Units& units);
[[nodiscard]] QString rateFieldText(double perSecond, const Units& units);
[[nodiscard]] QString bytesFieldText(std::int64_t bytes, const Units& units);

}  // namespace stormglass::ui
