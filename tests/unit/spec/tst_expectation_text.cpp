// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/spec/expectation_text.h"

#include <QtTest>

#include <cmath>

using namespace stormglass;
using namespace stormglass::spec;

Q_DECLARE_METATYPE(stormglass::spec::ParsedExpectation)

class ExpectationTextTest : public QObject {
    Q_OBJECT

private slots:
    void aLineIsTakenApart_data();
    void aLineIsTakenApart();
    void whatIsNoExpectationIsRefused_data();
    void whatIsNoExpectationIsRefused();
    void comparisonsKeepTheirWord();
    void whatWasNotMeasuredHoldsNothing();
};

void ExpectationTextTest::aLineIsTakenApart_data()
{
    using enum Comparison;
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<ParsedExpectation>("expected");
    const auto row = [](const char* line, const ParsedExpectation& expected) {
        QTest::newRow(line) << QByteArray(line) << expected;
    };

    row("p99(order.latency) < 800ms", {"completion.p99", "order", Less, 0.8, ThresholdUnit::Time});
    row("p99(order.ack) < 200ms", {"ack.p99", "order", Less, 0.2, ThresholdUnit::Time});
    row("p99.9(order.completion) <= 2s", {"completion.p99.9", "order", LessOrEqual, 2, ThresholdUnit::Time});
    row("mean(payment.waiting) < 5ms", {"waiting.mean", "payment", Less, 0.005, ThresholdUnit::Time});
    row("ack.p50(order) < 1s", {"ack.p50", "order", Less, 1, ThresholdUnit::Time});
    row("latency.p50(order) < 1s", {"completion.p50", "order", Less, 1, ThresholdUnit::Time});
    row("success(order) > 99.9%", {"success", "order", Greater, 0.999, ThresholdUnit::Share});
    row("accepted(order)>=99%", {"accepted", "order", GreaterOrEqual, 0.99, ThresholdUnit::Share});
    row("lost(messages) == 0", {"lost", "", Equal, 0, ThresholdUnit::None});
    row("inconsistent(sagas) == 0", {"inconsistent", "", Equal, 0, ThresholdUnit::None});
    row("compensated(order) < 5%", {"compensated", "order", Less, 0.05, ThresholdUnit::Share});
    row("recovery(after: kill-payment) < 30s", {"recovery", "kill-payment", Less, 30, ThresholdUnit::Time});
    row("drain(after:kill-payment) < 1m30s", {"drain", "kill-payment", Less, 90, ThresholdUnit::Time});
    row("depth.max(payment-events) < 10k", {"depth.max", "payment-events", Less, 10'000, ThresholdUnit::None});
    row("throughput(order) > 1.2k/s", {"throughput", "order", Greater, 1200, ThresholdUnit::Rate});
    row("  max( a.b.queue )  !=  2.5  ", {"queue.max", "a.b", NotEqual, 2.5, ThresholdUnit::None});
}

void ExpectationTextTest::aLineIsTakenApart()
{
    QFETCH(QByteArray, line);
    QFETCH(ParsedExpectation, expected);

    const Result<ParsedExpectation> parsed = readExpectation(line.toStdString());

    QVERIFY2(parsed.isOk(), parsed ? "" : parsed.message().c_str());
    QCOMPARE(QByteArray::fromStdString(parsed.value().metric), QByteArray::fromStdString(expected.metric));
    QVERIFY(parsed.value() == expected);
}

void ExpectationTextTest::whatIsNoExpectationIsRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("start");

    QTest::newRow("nothing") << QByteArray("") << QByteArray("expected a comparison");
    QTest::newRow("no comparison") << QByteArray("success(order)") << QByteArray("expected a comparison");
    QTest::newRow("one equals sign") << QByteArray("lost(messages) = 0") << QByteArray("expected one of < <=");
    QTest::newRow("no subject") << QByteArray("success > 1%") << QByteArray("expected metric(subject)");
    QTest::newRow("no metric") << QByteArray("(order) > 1%") << QByteArray("expected metric(subject)");
    QTest::newRow("an empty subject") << QByteArray("success() > 1%") << QByteArray("expected one name");
    QTest::newRow("two subjects") << QByteArray("success(a b) > 1%") << QByteArray("expected one name");
    QTest::newRow("a percentile of nothing") << QByteArray("p99(order) < 1s") << QByteArray("expected what p99");
    QTest::newRow("a percentile of a dot") << QByteArray("p99(order.) < 1s") << QByteArray("expected what p99");
    QTest::newRow("no threshold") << QByteArray("success(order) >") << QByteArray("expected a threshold");
    QTest::newRow("a word for a threshold") << QByteArray("success(order) > lots") << QByteArray("expected a threshold");
    QTest::newRow("after nothing") << QByteArray("drain(after: ) < 1s") << QByteArray("expected the name of a fault");
    QTest::newRow("two comparisons") << QByteArray("1 < success(order) < 2") << QByteArray("expected metric(subject)");
}

void ExpectationTextTest::whatIsNoExpectationIsRefused()
{
    QFETCH(QByteArray, line);
    QFETCH(QByteArray, start);

    const Result<ParsedExpectation> parsed = readExpectation(line.toStdString());

    QVERIFY(!parsed.isOk());
    QVERIFY2(parsed.message().starts_with(start.toStdString()), parsed.message().c_str());
}

void ExpectationTextTest::comparisonsKeepTheirWord()
{
    using enum Comparison;
    QVERIFY(holds(1, Less, 2) && !holds(2, Less, 2));
    QVERIFY(holds(2, LessOrEqual, 2) && !holds(3, LessOrEqual, 2));
    QVERIFY(holds(3, Greater, 2) && !holds(2, Greater, 2));
    QVERIFY(holds(2, GreaterOrEqual, 2) && !holds(1, GreaterOrEqual, 2));
    QVERIFY(holds(2, Equal, 2) && !holds(1, Equal, 2));
    QVERIFY(holds(1, NotEqual, 2) && !holds(2, NotEqual, 2));
}

void ExpectationTextTest::whatWasNotMeasuredHoldsNothing()
{
    using enum Comparison;
    for (const Comparison comparison : {Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual})
        QVERIFY(!holds(std::nan(""), comparison, 0));
}

QTEST_APPLESS_MAIN(ExpectationTextTest)
#include "tst_expectation_text.moc"
