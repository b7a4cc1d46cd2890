// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/figure_text.h"

#include "ui/results/chart_lines.h"

#include <QLocale>

#include <cmath>

namespace stormglass::ui {
namespace {

/// Three digits that count, without zeros at the end.
QString shortNumber(double value)
{
    const double size = std::abs(value);
    const int decimals = size >= 100 || size == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
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
    if (size == 0)
        return QStringLiteral("0 s");
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
        return countText(value) + QStringLiteral("/s");
    case results::Unit::Ratio:
        return shareText(value);
    case results::Unit::Number:
        return countText(value);
    }
    return nothing();
}

QString valueText(double value, ChartUnit unit)
{
    switch (unit) {
    case ChartUnit::Seconds:
        return secondsText(value);
    case ChartUnit::PerSecond:
        return countText(value) + QStringLiteral("/s");
    case ChartUnit::Count:
        return countText(value);
    case ChartUnit::Share:
        return shareText(value);
    }
    return nothing();
}

}  // namespace stormglass::ui
