// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class ErrorTest : public QObject {
    Q_OBJECT

private slots:
    void beforeItsEffectARequestCostsNothing();
    void whatFailsAfterItsEffectLooksUndone_data();
    void whatFailsAfterItsEffectLooksUndone();
    void aMessageWhoseHandlerFailsComesAgain();
    void aShareFails();
};

void ErrorTest::beforeItsEffectARequestCostsNothing()
{
    const FaultRun run(kRequests, R"({"name": "abort", "fault": "error", "target": "pay", "requests": "100%", "at": "350ms",
                                      "for": "300ms"})");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>400 500>500 600>600 700>710 800>810 900>910"));
    QCOMPARE(run.figure("load", "rejected"), 3.0);
    QVERIFY(run.isBalanced());
}

void ErrorTest::whatFailsAfterItsEffectLooksUndone_data()
{
    QTest::addColumn<QString>("moment");
    QTest::addColumn<double>("compensated");
    QTest::addColumn<double>("inconsistent");

    QTest::newRow("before: the order is cancelled, nothing was paid") << "before" << 3.0 << 0.0;
    QTest::newRow("after: the order is cancelled, but paid") << "after" << 0.0 << 3.0;
}

void ErrorTest::whatFailsAfterItsEffectLooksUndone()
{
    QFETCH(QString, moment);
    QFETCH(double, compensated);
    QFETCH(double, inconsistent);

    const FaultRun run(kOrders, R"({"name": "abort", "fault": "error", "target": "pay", "requests": "100%", "at": "350ms",
                                    "for": "300ms", "moment": ")" + moment.toStdString() + "\"}", {}, "calls");

    QCOMPARE(run.figure("order", "compensated"), compensated);
    QCOMPARE(run.figure("order", "inconsistent"), inconsistent);
    QCOMPARE(run.figure("order", "completed"), 6.0);
}

void ErrorTest::aMessageWhoseHandlerFailsComesAgain()
{
    // The handler of 400 ms meets its fate at its begin, and is repeated when the fault is over: it is done already.
    const FaultRun run(kOrders, R"({"name": "abort", "fault": "error", "target": "pay", "requests": "100%", "at": "395ms",
                                    "for": "10ms", "moment": "after"})", {}, "events");

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>410 410>410 500>510 600>610 700>710 800>810 900>910"));
    QCOMPARE(run.figure("order", "completed"), 9.0);
    QCOMPARE(run.figure("order", "duplicates"), 1.0);
    QCOMPARE(run.figure("orders-events", "redelivered"), 1.0);
}

void ErrorTest::aShareFails()
{
    const FaultRun run(kRequests, R"({"name": "abort", "fault": "error", "target": "pay", "requests": "20%", "at": "0s"})",
                       {"workload/load/rate=50/s", "run/duration=40s"});

    // 1999 requests: mean 400, standard deviation 17.9.
    const double failed = run.figure("load", "rejected");
    QVERIFY2(failed > 346 && failed < 454, std::to_string(failed).c_str());
}

QTEST_APPLESS_MAIN(ErrorTest)
#include "tst_error.moc"
