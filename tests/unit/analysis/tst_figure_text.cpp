// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/analysis/figure_text.h"

#include <QtTest>

#include <limits>

using namespace stormglass;
using results::Unit;

class FigureTextTest : public QObject {
    Q_OBJECT

private slots:
    void aFigureHasThreeDigitsAndAFittingUnit_data();
    void aFigureHasThreeDigitsAndAFittingUnit();
    void aDifferenceHasASign_data();
    void aDifferenceHasASign();
    void anIntervalHasTheUnitOfItsMean();
};

void FigureTextTest::aFigureHasThreeDigitsAndAFittingUnit_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, double value, Unit unit, const char* text) {
        QTest::newRow(name) << value << static_cast<int>(unit) << QString::fromUtf8(text);
    };
    row("microseconds", 0.0001234, Unit::Seconds, "123 µs");
    row("milliseconds", 0.01236, Unit::Seconds, "12.4 ms");
    row("just below a second", 0.99996, Unit::Seconds, "1 s");
    row("seconds", 32, Unit::Seconds, "32 s");
    row("minutes", 150, Unit::Seconds, "2.5 min");
    row("hours", 9000, Unit::Seconds, "2.5 h");
    row("no time", 0, Unit::Seconds, "0 s");
    row("a share", 0.412, Unit::Ratio, "41.2 %");
    row("nearly all", 0.99953, Unit::Ratio, "99.95 %");
    row("very nearly all", 0.999996, Unit::Ratio, ">99.999 %");
    row("all", 1, Unit::Ratio, "100 %");
    row("next to nothing", 1e-7, Unit::Ratio, "<0.001 %");
    row("none", 0, Unit::Ratio, "0 %");
    row("a count", 12345, Unit::Count, "12,345");
    row("a mean count", 0.3333, Unit::Count, "0.333");
    row("millions", 1'234'000, Unit::Count, "1.23 M");
    row("a rate", 1998.4, Unit::PerSecond, "1,998 /s");
    row("a number", 6.4, Unit::Number, "6.4");
    row("nothing measured", std::numeric_limits<double>::quiet_NaN(), Unit::Seconds, "–");
}

void FigureTextTest::aFigureHasThreeDigitsAndAFittingUnit()
{
    QFETCH(double, value);
    QFETCH(int, unit);
    QFETCH(QString, text);

    QCOMPARE(QString::fromStdString(analysis::figureToText(value, static_cast<Unit>(unit))), text);
}

void FigureTextTest::aDifferenceHasASign_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, double value, Unit unit, const char* text) {
        QTest::newRow(name) << value << static_cast<int>(unit) << QString::fromUtf8(text);
    };
    row("more", 0.003, Unit::Seconds, "+3 ms");
    row("less", -0.003, Unit::Seconds, "−3 ms");
    row("shares differ by points", 0.031, Unit::Ratio, "+3.1 pp");
    row("the same", 0, Unit::Count, "0");
}

void FigureTextTest::aDifferenceHasASign()
{
    QFETCH(double, value);
    QFETCH(int, unit);
    QFETCH(QString, text);

    QCOMPARE(QString::fromStdString(analysis::differenceToText(value, std::numeric_limits<double>::quiet_NaN(), static_cast<Unit>(unit))), text);
}

void FigureTextTest::anIntervalHasTheUnitOfItsMean()
{
    const double nothing = std::numeric_limits<double>::quiet_NaN();

    QCOMPARE(QString::fromStdString(analysis::estimateToText(1.2, 0.03, Unit::Seconds)), QStringLiteral("1.2 ± 0.03 s"));
    QCOMPARE(QString::fromStdString(analysis::estimateToText(0.5, 0.011, Unit::Ratio)), QStringLiteral("50 ± 1.1 %"));
    QCOMPARE(QString::fromStdString(analysis::differenceToText(-0.17, 0.0031, Unit::Seconds)),
             QStringLiteral("−170 ± 3.1 ms"));
    QCOMPARE(QString::fromStdString(analysis::estimateToText(1.2, nothing, Unit::Seconds)), QStringLiteral("1.2 s"));
}

QTEST_APPLESS_MAIN(FigureTextTest)
#include "tst_figure_text.moc"
