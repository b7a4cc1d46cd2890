// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class ChaosMonkeyTest : public QObject {
    Q_OBJECT

private slots:
    void itKillsAtItsPaceAndEachComesBack();
    void theSameSeedKillsTheSame();
};

namespace {

const std::vector<std::string> kThree{"topology/components/pay/instances=3", "run/duration=500s", "workload/load/rate=1/s"};

}  // namespace

void ChaosMonkeyTest::itKillsAtItsPaceAndEachComesBack()
{
    FaultModel world(kRequests, R"({"name": "monkey", "fault": "chaos-monkey", "targets": ["pay"], "mean_interval": "1s",
                                    "restart_after": "500ms", "at": "10s", "for": "400s"})", kThree);

    int kills = 0;
    int killsOf[3] = {};
    bool wasUp[3] = {true, true, true};
    for (Duration at{}; at < 411s; at += 10ms) {
        world.runUntil(at);
        for (std::size_t i = 0; i < 3; ++i) {
            const bool isUp = world.instance("pay", i).isUp();
            kills += wasUp[i] && !isUp ? 1 : 0;
            killsOf[i] += wasUp[i] && !isUp ? 1 : 0;
            QVERIFY(isUp || at >= 10s);
            wasUp[i] = isUp;
        }
    }

    // A Poisson process: mean 400, standard deviation 20, less those that found nobody (2 % at most).
    QVERIFY2(kills > 330 && kills < 460, std::to_string(kills).c_str());
    for (const int each : killsOf)
        QVERIFY2(each > 90 && each < 180, std::to_string(each).c_str());
    QVERIFY(wasUp[0] && wasUp[1] && wasUp[2]);
}

void ChaosMonkeyTest::theSameSeedKillsTheSame()
{
    const std::string fault = R"({"name": "monkey", "fault": "chaos-monkey", "targets": ["pay"], "mean_interval": "100ms",
                                  "restart_after": "150ms", "at": "0s"})";

    const FaultRun first(kRequests, fault, {"topology/components/pay/instances=3"});
    const FaultRun second(kRequests, fault, {"topology/components/pay/instances=3"});

    QCOMPARE(second.result.fingerprint, first.result.fingerprint);
    QVERIFY(first.isBalanced());
}

QTEST_APPLESS_MAIN(ChaosMonkeyTest)
#include "tst_chaos_monkey.moc"
