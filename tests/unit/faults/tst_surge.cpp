// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/unit/faults/fault_run.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::tests;

class SurgeTest : public QObject {
    Q_OBJECT

private slots:
    void moreComeBesideTheOthers();
    void thoseOfTheWorkloadKeepTheirNumbersAndInstants();
    void aLullLetsOnlySomePass();
    void furtherUsersComeAndLeave();
    void someUsersStayAway();
    void onlyTheNamedWorkload();
};

namespace {

std::string surge(const std::string& what)
{
    return R"({"name": "rush", "fault": "surge", "at": "350ms", "for": "400ms", )" + what + "}";
}

std::uint64_t offered(const FaultRun& run) { return static_cast<std::uint64_t>(run.figure("load", "offered")); }

}  // namespace

void SurgeTest::moreComeBesideTheOthers()
{
    const FaultRun run(kRequests, surge(R"("factor": 3)"));

    // Twice the rate of the workload in addition: every 50 ms from the start of the fault.
    QCOMPARE(run.spansOf("pay"), std::string("100>110 200>210 300>310 400>410 400>420 450>460 500>510 500>520 550>560 600>610 "
                                             "600>620 650>660 700>710 700>720 800>810 900>910"));
}

void SurgeTest::thoseOfTheWorkloadKeepTheirNumbersAndInstants()
{
    const auto ownOf = [](const FaultRun& run) {
        std::vector<std::pair<std::uint64_t, double>> own;
        for (const results::Span& span : run.result.spans) {
            if (span.number < 1'000'000'000)
                own.emplace_back(span.number, span.start);
        }
        return own;
    };
    const std::vector<std::string> poisson{"workload/load/arrivals=poisson", "workload/load/rate=200/s", "run/duration=2s",
                                           "topology/components/pay/concurrency=1000"};

    const FaultRun calm(kRequests, "", poisson);
    const FaultRun busy(kRequests, surge(R"("factor": 5, "ramp": "200ms")"), poisson);

    QCOMPARE(ownOf(busy), ownOf(calm));
    // 800/s in addition for 400 ms, less what the ramp leaves out: 45 % of 200 ms. Mean 248, standard deviation 16.
    const std::uint64_t more = offered(busy) - offered(calm);
    QVERIFY2(more > 195 && more < 300, std::to_string(more).c_str());
}

void SurgeTest::aLullLetsOnlySomePass()
{
    const FaultRun none(kRequests, surge(R"("factor": 0)"));
    const FaultRun half(kRequests, R"({"name": "lull", "fault": "surge", "factor": 0.5, "at": "0s"})",
                        {"workload/load/rate=50/s", "run/duration=20s"});

    QCOMPARE(none.spansOf("pay"), std::string("100>110 200>210 300>310 800>810 900>910"));
    // 999 requests: mean 500, standard deviation 15.8.
    QVERIFY2(offered(half) > 450 && offered(half) < 550, std::to_string(offered(half)).c_str());
}

void SurgeTest::furtherUsersComeAndLeave()
{
    const std::vector<std::string> closed{R"(workload/0={"name": "load", "client": "web", "component": "pay", "operation": "charge",
                                              "arrivals": "closed", "users": 1, "think_time": "90ms"})"};

    const FaultRun run(kRequests, surge(R"("factor": 2)"), closed);

    // The one thinks 90 ms and is served 10 ms; the other begins to think at 350 ms and leaves after its last answer.
    QCOMPARE(run.spansOf("pay"), std::string("90>100 190>200 290>300 390>400 440>450 490>500 540>550 590>600 640>650 690>700 "
                                             "740>750 790>800 890>900 990>1000"));
}

void SurgeTest::someUsersStayAway()
{
    const std::vector<std::string> closed{R"(workload/0={"name": "load", "client": "web", "component": "pay", "operation": "charge",
                                              "arrivals": "closed", "users": 2, "think_time": "80ms"})"};

    const FaultRun run(kRequests, surge(R"("factor": 0.5)"), closed);

    // One worker: they ask together, and from then on ten milliseconds apart. The second one leaves at 350 ms and begins to
    // think again at 750 ms.
    QCOMPARE(run.spansOf("pay"), std::string("80>90 80>100 170>180 180>190 260>270 270>280 350>360 440>450 530>540 620>630 "
                                             "710>720 800>810 830>840 890>900 920>930 980>990"));
}

void SurgeTest::onlyTheNamedWorkload()
{
    const std::vector<std::string> two{R"(workload=[{"name": "load", "client": "web", "component": "pay", "operation": "charge",
        "arrivals": "constant", "rate": "10/s"}, {"name": "other", "client": "web", "component": "pay", "operation": "charge",
        "arrivals": "constant", "rate": "10/s"}])"};

    const FaultRun run(kRequests, surge(R"("factor": 3, "workload": "other")"), two);

    QCOMPARE(offered(run), std::uint64_t{9});
    QCOMPARE(run.figure("other", "offered"), 16.0);
}

QTEST_APPLESS_MAIN(SurgeTest)
#include "tst_surge.moc"
