// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::tests;

class HotKeyTest : public QObject {
    Q_OBJECT

private slots:
    void oneKeyMeetsOneConsumer();
};

namespace {

const std::vector<std::string> kByKafka{R"(topology/components/rabbit={"name": "rabbit", "kind": "kafka", "instances": 3})",
                                        "topology/components/pay/instances=2", "run/duration=20s"};

/// Which share of the payments the busier of the two instances does.
double shareOfTheBusier(const FaultRun& run)
{
    const std::string instances = run.instancesOf("pay");
    const auto first = static_cast<double>(std::ranges::count(instances, '0'));
    const auto second = static_cast<double>(std::ranges::count(instances, '1'));
    return std::max(first, second) / (first + second);
}

}  // namespace

void HotKeyTest::oneKeyMeetsOneConsumer()
{
    const FaultRun even(kOrders, "", kByKafka, "events");
    const FaultRun hot(kOrders, R"({"name": "celebrity", "fault": "hot-key", "transactions": "100%", "at": "0s"})", kByKafka, "events");
    const FaultRun warm(kOrders, R"({"name": "celebrity", "fault": "hot-key", "flow": "order", "transactions": "50%", "at": "0s"})",
                        kByKafka, "events");

    QVERIFY2(shareOfTheBusier(even) < 0.62, std::to_string(shareOfTheBusier(even)).c_str());
    QCOMPARE(shareOfTheBusier(hot), 1.0);
    // Half of them, and half of the others.
    QVERIFY2(shareOfTheBusier(warm) > 0.64 && shareOfTheBusier(warm) < 0.86, std::to_string(shareOfTheBusier(warm)).c_str());
    QVERIFY(hot.isBalanced());
}

QTEST_APPLESS_MAIN(HotKeyTest)
#include "tst_hot_key.moc"
