// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/check.h"
#include "simcore/base/issues.h"
#include "simcore/base/result.h"

#include <QtTest>

#include <memory>

using namespace stormglass;

class IssuesTest : public QObject {
    Q_OBJECT

private slots:
    void warningsAloneAreNoErrors();
    void problemsKeepTheirOrder();
    void resultHoldsEitherValueOrReason();
    void resultGivesItsValueAway();
    void brokenPromiseNamesConditionAndPlace();
    void keptPromiseNeverAsksForItsExplanation();
};

void IssuesTest::warningsAloneAreNoErrors()
{
    Issues issues;
    QVERIFY(issues.isEmpty());

    issues.warning("/run/warm_up", "longer than the run");
    QVERIFY(!issues.isEmpty());
    QVERIFY(!issues.hasErrors());

    issues.error("/run/duration", "expected more than 0s, found 0s");
    QVERIFY(issues.hasErrors());
}

void IssuesTest::problemsKeepTheirOrder()
{
    Issues first;
    first.error("/a", "one");
    Issues second;
    second.warning("/b", "two");
    second.error("/c", "three");

    first.append(second);

    const std::vector<Issue> expected{{"/a", "one", Severity::Error},
                                      {"/b", "two", Severity::Warning},
                                      {"/c", "three", Severity::Error}};
    QVERIFY(first.list() == expected);
}

void IssuesTest::resultHoldsEitherValueOrReason()
{
    const Result<int> good = 7;
    const Result<int> bad = Failure{"no such file"};

    QVERIFY(good.isOk());
    QCOMPARE(good.value(), 7);
    QVERIFY(!bad);
    QCOMPARE(QByteArray::fromStdString(bad.message()), QByteArray("no such file"));
}

void IssuesTest::resultGivesItsValueAway()
{
    Result<std::unique_ptr<int>> result = std::make_unique<int>(7);

    const std::unique_ptr<int> taken = std::move(result).value();

    QCOMPARE(*taken, 7);
}

void IssuesTest::brokenPromiseNamesConditionAndPlace()
{
    const int line = __LINE__ + 2;
    try {
        SIM_CHECK(1 + 1 == 3, "sums are off by " + std::to_string(1));
        QFAIL("the promise was broken");
    } catch (const BrokenPromise& broken) {
        const QByteArray expected = "sums are off by 1 (1 + 1 == 3, tst_issues.cpp:" + QByteArray::number(line) + ")";
        QCOMPARE(QByteArray(broken.what()), expected);
    }
}

void IssuesTest::keptPromiseNeverAsksForItsExplanation()
{
    bool isAsked = false;
    const auto explanation = [&] {
        isAsked = true;
        return std::string{};
    };

    SIM_CHECK(1 + 1 == 2, explanation());

    QVERIFY(!isAsked);
}

QTEST_APPLESS_MAIN(IssuesTest)
#include "tst_issues.moc"
