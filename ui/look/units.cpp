// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/units.h"

#include "simcore/base/quantity_text.h"

#include <QApplication>
#include <QWidget>

#include <array>

namespace stormglass::ui {
namespace {

Units& chosen()
{
    static Units units;
    return units;
}

/// All digits that count, and no others: what is shown reads back as the same value.
QString exact(std::int64_t whole, std::int64_t perUnit)
{
    QString text = QString::number(whole / perUnit);
    std::int64_t rest = whole % perUnit;
    if (rest == 0)
        return text;
    text += u'.';
    for (std::int64_t unit = perUnit / 10; rest != 0; unit /= 10) {
        text += QString::number(rest / unit);
        rest %= unit;
    }
    return text;
}

/// Six decimals at most, without zeros at the end.
QString shortOf(double value)
{
    QString text = QString::number(value, 'f', 6);
    while (text.endsWith(u'0'))
        text.chop(1);
    if (text.endsWith(u'.'))
        text.chop(1);
    return text;
}

class UnitsWatcher final : public QObject {
public:
    UnitsWatcher(QWidget& widget, std::function<void()> act) : QObject(&widget), m_act(std::move(act))
    {
        widget.installEventFilter(this);
    }

private:
    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (event->type() == QEvent::LocaleChange)
            m_act();
        return QObject::eventFilter(watched, event);
    }

    const std::function<void()> m_act;
};

struct SizeUnit {
    std::int64_t bytes;
    const char* name;
};

}  // namespace

const Units& Units::ofUser() { return chosen(); }

void Units::setOfUser(const Units& units)
{
    if (units == chosen())
        return;
    chosen() = units;
    for (QWidget* widget : QApplication::allWidgets()) {
        QEvent event(QEvent::LocaleChange);
        QCoreApplication::sendEvent(widget, &event);
    }
}

void whenUnitsChange(QWidget& widget, std::function<void()> act) { new UnitsWatcher(widget, std::move(act)); }

QString fieldText(Duration duration, const Units& units)
{
    constexpr std::int64_t kMillisecond = 1'000'000;
    constexpr std::int64_t kSecond = 1'000'000'000;
    if (duration < Duration::zero() || units.time == Units::Time::Automatic)
        return QString::fromStdString(toText(duration));
    return units.time == Units::Time::Milliseconds ? exact(duration.count(), kMillisecond) + QStringLiteral("ms")
                                                   : exact(duration.count(), kSecond) + QStringLiteral("s");
}

// What would read back as another value keeps the unit of the file.

QString rateFieldText(double perSecond, const Units& units)
{
    const auto [factor, name] = units.rate == Units::Rate::PerMinute ? std::pair(60.0, "/min")
        : units.rate == Units::Rate::PerHour                          ? std::pair(3600.0, "/h")
                                                                      : std::pair(1.0, "/s");
    const QString text = shortOf(perSecond * factor) + QLatin1String(name);
    const bool isSame = readRate(text.toStdString()) == perSecond;
    return units.rate != Units::Rate::Automatic && isSame ? text : QString::fromStdString(rateToText(perSecond));
}

QString bytesFieldText(std::int64_t bytes, const Units& units)
{
    static constexpr std::array kBinary{SizeUnit{1 << 30, "GiB"}, SizeUnit{1 << 20, "MiB"}, SizeUnit{1 << 10, "KiB"}};
    static constexpr std::array kDecimal{SizeUnit{1'000'000'000, "GB"}, SizeUnit{1'000'000, "MB"}, SizeUnit{1'000, "kB"}};
    if (units.size == Units::Size::Automatic)
        return QString::fromStdString(bytesToText(bytes));
    if (units.size != Units::Size::Bytes) {
        for (const SizeUnit& unit : units.size == Units::Size::Binary ? kBinary : kDecimal) {
            const QString text = shortOf(static_cast<double>(bytes) / static_cast<double>(unit.bytes)) + QLatin1String(unit.name);
            if (bytes >= unit.bytes && readBytes(text.toStdString()) == bytes)
                return text;
        }
    }
    return QString::number(bytes) + u'B';
}

}  // namespace stormglass::ui
