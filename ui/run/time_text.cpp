// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

constexpr double kSlowest = 0.01;
constexpr double kFastest = 1000;
constexpr int kLastPace = 100;  // the places behind it are one: it must be easy to hit

QString words(const char* text) { return QCoreApplication::translate("TimeText", text); }

}  // namespace

QString clockText(double seconds, double step)
{
    if (!std::isfinite(seconds))
        return QStringLiteral("–");
    const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(std::max(step, 1e-4)) - 1e-9)), 0, 4);
    const double scale = std::pow(10.0, digits);
    const auto units = static_cast<qint64>(std::llround(std::max(0.0, seconds) * scale));
    const auto perSecond = static_cast<qint64>(scale);
    const qint64 whole = units / perSecond;
    QString text = whole >= 3600 ? QStringLiteral("%1:%2:%3").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
                                       .arg(whole % 60, 2, 10, QLatin1Char('0'))
                                 : QStringLiteral("%1:%2").arg(whole / 60).arg(whole % 60, 2, 10, QLatin1Char('0'));
    if (digits > 0)
        text += QStringLiteral(".%1").arg(units % perSecond, digits, 10, QLatin1Char('0'));
    return text;
}

QString waitText(double seconds)
{
    const auto whole = static_cast<qint64>(std::ceil(seconds));
    if (whole < 100)
        return words("%1 s").arg(whole);
    const qint64 minutes = (whole + 30) / 60;
    if (minutes < 60)
        return words("%1 min").arg(minutes);
    return words("%1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

double paceAt(int step)
{
    if (step > kLastPace)
        return 0;
    const double pace = kSlowest * std::pow(kFastest / kSlowest, static_cast<double>(std::max(step, 0)) / kLastPace);
    const double unit = std::pow(10.0, std::floor(std::log10(pace) + 1e-9) - 1);
    return std::round(pace / unit) * unit;
}

int stepOf(double pace)
{
    if (pace <= 0)
        return kPaceSteps;
    const double place = std::log(pace / kSlowest) / std::log(kFastest / kSlowest) * kLastPace;
    return std::clamp(static_cast<int>(std::lround(place)), 0, kLastPace);
}

QString paceText(double pace)
{
    constexpr int kDigits = 3;
    return pace <= 0 ? words("max") : QString::number(pace, 'g', pace < kFastest ? kDigits : 2 * kDigits) + QChar(0x00d7);
}

std::optional<double> readPace(const QString& text)
{
    constexpr double kMost = 1e6;
    QString number = text.trimmed().toLower();
    if (number == words("max") || number == QStringLiteral("max"))
        return 0.0;
    while (!number.isEmpty() && (number.back() == u'x' || number.back() == QChar(0x00d7) || number.back().isSpace()))
        number.chop(1);
    bool isNumber = false;
    const double pace = number.replace(u',', u'.').toDouble(&isNumber);
    return isNumber && pace >= 1e-3 && pace <= kMost ? std::optional(pace) : std::nullopt;
}

}  // namespace stormglass::ui
