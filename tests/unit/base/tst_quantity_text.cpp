// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/quantity_text.h"

#include <QtTest>

#include <functional>

using namespace stormglass;

class QuantityTextTest : public QObject {
    Q_OBJECT

private slots:
    void durationHasAUnit_data();
    void durationHasAUnit();
    void whatIsNoDurationIsRefused_data();
    void whatIsNoDurationIsRefused();
    void durationSurvivesTheWayToTextAndBack_data();
    void durationSurvivesTheWayToTextAndBack();
    void durationIsWrittenAsAPersonWould_data();
    void durationIsWrittenAsAPersonWould();
    void quantityIsReadInItsBaseUnit_data();
    void quantityIsReadInItsBaseUnit();
    void whatIsNoQuantityIsRefused_data();
    void whatIsNoQuantityIsRefused();
    void quantitySurvivesTheWayToTextAndBack_data();
    void quantitySurvivesTheWayToTextAndBack();
    void ratioIsWrittenAsAPersonWould_data();
    void ratioIsWrittenAsAPersonWould();
};

namespace {

/// The reader and the writer of one kind, with bytes as real numbers like the others.
struct Kind {
    std::function<std::optional<double>(std::string_view)> read;
    std::function<std::string(double)> write;
};

const Kind kBytes{[](std::string_view text) {
                      const std::optional<std::int64_t> bytes = readBytes(text);
                      return bytes ? std::optional(static_cast<double>(*bytes)) : std::nullopt;
                  },
                  [](double bytes) { return bytesToText(static_cast<std::int64_t>(bytes)); }};
const Kind kRate{readRate, rateToText};
const Kind kBandwidth{readBandwidth, bandwidthToText};
const Kind kPercent{readPercent, percentToText};

}  // namespace

Q_DECLARE_METATYPE(Kind)


void QuantityTextTest::durationHasAUnit_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("nanoseconds");

    QTest::newRow("nanoseconds") << QByteArray("10ns") << qint64{10};
    QTest::newRow("microseconds") << QByteArray("3us") << qint64{3'000};
    QTest::newRow("milliseconds") << QByteArray("250ms") << qint64{250'000'000};
    QTest::newRow("a fraction of seconds") << QByteArray("1.5s") << qint64{1'500'000'000};
    QTest::newRow("zero with its unit") << QByteArray("0s") << qint64{0};
    QTest::newRow("several parts") << QByteArray("1m30s") << qint64{90'000'000'000};
    QTest::newRow("days") << QByteArray("7d") << qint64{604'800'000'000'000};
}

void QuantityTextTest::durationHasAUnit()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, nanoseconds);

    const std::optional<Duration> actual = readDuration(text.toStdString());

    QVERIFY(actual.has_value());
    QCOMPARE(qint64{actual->count()}, nanoseconds);
}

void QuantityTextTest::whatIsNoDurationIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("nothing") << QByteArray("");
    QTest::newRow("a bare number") << QByteArray("250");
    QTest::newRow("a bare zero") << QByteArray("0");
    QTest::newRow("a word") << QByteArray("fast");
    QTest::newRow("an unknown unit") << QByteArray("5parsec");
    QTest::newRow("text behind it") << QByteArray("5ms later");
    QTest::newRow("two points") << QByteArray("1.5.5s");
    QTest::newRow("an exponent") << QByteArray("1e9s");
    QTest::newRow("a sign") << QByteArray("-5s");
    QTest::newRow("the same unit twice") << QByteArray("1s1s");
    QTest::newRow("more than fits any integer") << QByteArray("99999999999999999999s");
    QTest::newRow("parts from small to large") << QByteArray("30s1m");
    QTest::newRow("more than 292 years") << QByteArray("200000d");
}

void QuantityTextTest::whatIsNoDurationIsRefused()
{
    QFETCH(QByteArray, text);

    QVERIFY(!readDuration(text.toStdString()).has_value());
}

void QuantityTextTest::durationSurvivesTheWayToTextAndBack_data()
{
    QTest::addColumn<qint64>("nanoseconds");

    QTest::newRow("zero") << qint64{0};
    QTest::newRow("one nanosecond") << qint64{1};
    QTest::newRow("no round number") << qint64{1'234'567'891'011};
    QTest::newRow("one and a half seconds") << qint64{1'500'000'000};
    QTest::newRow("more than a double can count") << qint64{9'007'199'254'740'993};
    QTest::newRow("the longest") << qint64{9'199'999'999'999'999'999};
    QTest::newRow("a year") << qint64{31'536'000'000'000'000};
}

void QuantityTextTest::durationSurvivesTheWayToTextAndBack()
{
    QFETCH(qint64, nanoseconds);

    const std::optional<Duration> back = readDuration(toText(Duration{nanoseconds}));

    QVERIFY(back.has_value());
    QCOMPARE(qint64{back->count()}, nanoseconds);
}

void QuantityTextTest::durationIsWrittenAsAPersonWould_data()
{
    QTest::addColumn<qint64>("nanoseconds");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("zero") << qint64{0} << QByteArray("0s");
    QTest::newRow("milliseconds") << qint64{250'000'000} << QByteArray("250ms");
    QTest::newRow("a fraction") << qint64{1'500} << QByteArray("1.5us");
    QTest::newRow("a whole number of minutes") << qint64{600'000'000'000} << QByteArray("10m");
    QTest::newRow("a negative one, in a difference") << qint64{-20'000'000} << QByteArray("-20ms");
}

void QuantityTextTest::durationIsWrittenAsAPersonWould()
{
    QFETCH(qint64, nanoseconds);
    QFETCH(QByteArray, expected);

    QCOMPARE(QByteArray::fromStdString(toText(Duration{nanoseconds})), expected);
}

void QuantityTextTest::quantityIsReadInItsBaseUnit_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<double>("expected");

    QTest::newRow("binary bytes") << kBytes << QByteArray("64KiB") << 65'536.0;
    QTest::newRow("decimal bytes") << kBytes << QByteArray("1.5MB") << 1'500'000.0;
    QTest::newRow("events per second") << kRate << QByteArray("1.2k/s") << 1'200.0;
    QTest::newRow("events per minute") << kRate << QByteArray("90/min") << 1.5;
    QTest::newRow("a bandwidth in bits") << kBandwidth << QByteArray("10Gbps") << 1.25e9;
    QTest::newRow("a bandwidth in bytes") << kBandwidth << QByteArray("125MB/s") << 125e6;
    QTest::newRow("a ratio") << kPercent << QByteArray("2.5%") << 0.025;
}

void QuantityTextTest::quantityIsReadInItsBaseUnit()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, text);
    QFETCH(double, expected);

    const std::optional<double> actual = kind.read(text.toStdString());

    QVERIFY(actual.has_value());
    QCOMPARE(*actual, expected);
}

void QuantityTextTest::whatIsNoQuantityIsRefused_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("text");

    QTest::newRow("bytes without a unit") << kBytes << QByteArray("64");
    QTest::newRow("half a byte") << kBytes << QByteArray("0.5B");
    QTest::newRow("more bytes than an integer counts") << kBytes << QByteArray("99999999999GiB");
    QTest::newRow("a rate without a unit") << kRate << QByteArray("200");
    QTest::newRow("a negative rate") << kRate << QByteArray("-200/s");
    QTest::newRow("a rate that is no number") << kRate << QByteArray("nan/s");
    QTest::newRow("a bandwidth of bytes") << kBandwidth << QByteArray("5MB");
    QTest::newRow("a ratio without a sign") << kPercent << QByteArray("0.5");
}

void QuantityTextTest::whatIsNoQuantityIsRefused()
{
    QFETCH(Kind, kind);
    QFETCH(QByteArray, text);

    QVERIFY(!kind.read(text.toStdString()).has_value());
}

void QuantityTextTest::quantitySurvivesTheWayToTextAndBack_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<double>("value");

    QTest::newRow("no bytes") << kBytes << 0.0;
    QTest::newRow("an odd number of bytes") << kBytes << 65'537.0;
    QTest::newRow("a rate of two thousand") << kRate << 2'000.0;
    QTest::newRow("a rate of a third") << kRate << 1.0 / 3;
    QTest::newRow("a slow link") << kBandwidth << 0.125;
    QTest::newRow("a ratio without a short product") << kPercent << 0.07;
    QTest::newRow("nothing of it") << kPercent << 0.0;
    QTest::newRow("all of it") << kPercent << 1.0;
    QTest::newRow("a ratio above one") << kPercent << 12.5;
    QTest::newRow("a tiny ratio") << kPercent << 1e-9;
    QTest::newRow("a ratio of a third") << kPercent << 1.0 / 3;
}

void QuantityTextTest::quantitySurvivesTheWayToTextAndBack()
{
    QFETCH(Kind, kind);
    QFETCH(double, value);

    const std::string text = kind.write(value);

    const std::optional<double> back = kind.read(text);
    QVERIFY2(back.has_value() && *back == value, text.c_str());
}

void QuantityTextTest::ratioIsWrittenAsAPersonWould_data()
{
    QTest::addColumn<double>("ratio");
    QTest::addColumn<QByteArray>("expected");

    QTest::newRow("nothing") << 0.0 << QByteArray("0%");
    QTest::newRow("all") << 1.0 << QByteArray("100%");
    QTest::newRow("seven") << 0.07 << QByteArray("7%");
    QTest::newRow("three nines") << 0.999 << QByteArray("99.9%");
    QTest::newRow("little") << 0.0005 << QByteArray("0.05%");
    QTest::newRow("more than all") << 12.5 << QByteArray("1250%");
    QTest::newRow("less, in a difference") << -0.025 << QByteArray("-2.5%");
}

void QuantityTextTest::ratioIsWrittenAsAPersonWould()
{
    QFETCH(double, ratio);
    QFETCH(QByteArray, expected);

    QCOMPARE(QByteArray::fromStdString(percentToText(ratio)), expected);
}

QTEST_APPLESS_MAIN(QuantityTextTest)
#include "tst_quantity_text.moc"
