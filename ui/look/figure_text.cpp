// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/figure_text.h"

#include "ui/look/units.h"

#include <QLocale>

#include <cmath>

namespace stormglass::ui {
namespace {

/// Three digits that count, without zeros at the end.
QString shortNumber(double value)
{
    const double size = std::abs(value);
    const int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : size >= 0.01 ? 4 : 6;
    QString text = QString::number(value, 'f', decimals);
    if (text.contains(u'.')) {
        while (text.endsWith(u'0'))
            text.chop(1);
        if (text.endsWith(u'.'))
            text.chop(1);
    }
    return text;
}

const QString& nothing()
{
    static const QString dash = QStringLiteral("–");
    return dash;
}

}  // namespace

QString secondsText(double seconds)
{
    if (!std::isfinite(seconds))
        return nothing();
    const double size = std::abs(seconds);
    if (Units::ofUser().time == Units::Time::Milliseconds)
        return countText(seconds * 1e3) + QStringLiteral(" ms");
    if (size == 0 || Units::ofUser().time == Units::Time::Seconds)
        return shortNumber(seconds) + QStringLiteral(" s");
    if (size < 1e-3)
        return shortNumber(seconds * 1e6) + QStringLiteral(" µs");
    if (size < 1)
        return shortNumber(seconds * 1e3) + QStringLiteral(" ms");
    if (size < 300)
        return shortNumber(seconds) + QStringLiteral(" s");
    return shortNumber(seconds / 60) + QStringLiteral(" min");
}

QString countText(double count)
{
    if (!std::isfinite(count))
        return nothing();
    const double size = std::abs(count);
    if (size >= 1e9)
        return shortNumber(count / 1e9) + u'G';
    if (size >= 1e7)
        return shortNumber(count / 1e6) + u'M';
    if (size >= 1000 || count == std::round(count))
        return QLocale(QLocale::English).toString(static_cast<qlonglong>(std::llround(count)));
    return shortNumber(count);
}

QString sinceText(double seconds)
{
    if (!std::isfinite(seconds) || Units::ofUser().time == Units::Time::Milliseconds)
        return secondsText(seconds);
    const int digits = std::abs(seconds) < 10 ? 2 : std::abs(seconds) < 100 ? 1 : 0;
    return QStringLiteral("%1 s").arg(seconds, 0, 'f', digits);
}

QString rateText(double perSecond)
{
    if (!std::isfinite(perSecond))
        return nothing();
    switch (Units::ofUser().rate) {
    case Units::Rate::PerMinute: return countText(perSecond * 60) + QStringLiteral("/min");
    case Units::Rate::PerHour: return countText(perSecond * 3600) + QStringLiteral("/h");
    default: return countText(perSecond) + QStringLiteral("/s");
    }
}

QString shareText(double share)
{
    if (!std::isfinite(share))
        return nothing();
    const double percent = 100 * share;
    // What is not quite everything must not read as everything.
    const int decimals = percent > 99.9 && percent < 100 ? 3 : percent > 99 && percent < 100 ? 2 : 1;
    QString text = QString::number(percent, 'f', decimals);
    if (text.endsWith(QStringLiteral(".0")))
        text.chop(2);
    return text + QStringLiteral(" %");
}

QString figureText(double value, results::Unit unit)
{
    if (!std::isfinite(value))
        return nothing();
    switch (unit) {
    case results::Unit::Seconds:
        return secondsText(value);
    case results::Unit::Count:
        return countText(value);
    case results::Unit::PerSecond:
        return rateText(value);
    case results::Unit::Ratio:
        return shareText(value);
    case results::Unit::Number:
        return countText(value);
    case results::Unit::Dollars:
        return shortNumber(value) + QStringLiteral(" USD");
    }
    return nothing();
}

}  // namespace stormglass::ui
