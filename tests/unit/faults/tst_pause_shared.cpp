// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// On shared cores work is SimGrid's, of which one run fits into a process.
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class PauseSharedTest : public QObject {
    Q_OBJECT

private slots:
    void workOnSharedCoresIsMadeUpForToo();
};

void PauseSharedTest::workOnSharedCoresIsMadeUpForToo()
{
    const FaultRun run(kRequests, R"({"name": "gc", "fault": "pause", "target": "pay", "at": "305ms", "for": "200ms"},
                                     {"name": "again", "fault": "pause", "target": "pay", "at": "507ms", "for": "1ms"})",
                       {"topology/components/pay/cpu=shared"});

    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>511 400>521 500>531 600>610 700>710 800>810 900>910"));
    QVERIFY(run.isBalanced());
}

QTEST_APPLESS_MAIN(PauseSharedTest)
#include "tst_pause_shared.moc"
