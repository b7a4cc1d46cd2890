// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/resilience/retry_budget.h"

#include <QTest>

#include <vector>

namespace stormglass {

namespace {

/// How many retries it allows to be under way at the same time.
std::size_t mostRetries(RetryBudget& budget, std::size_t active)
{
    std::vector<RetryPermit> underWay;
    while (budget.permits(active) && underWay.size() < 1000)
        underWay.emplace_back(budget);
    return underWay.size();
}

}  // namespace

class RetryBudgetTest : public QObject {
    Q_OBJECT

private slots:
    void aShareOfTheActiveCallsMayBeRetries_data();
    void aShareOfTheActiveCallsMayBeRetries();
    void anEndedRetryMakesRoom();
    void failuresTakeTokensAndSuccessesGiveThemBack();
    void tokensAreAtMostThoseOfTheStart();
    void withoutARuleEverythingIsAllowed();
};

void RetryBudgetTest::aShareOfTheActiveCallsMayBeRetries_data()
{
    QTest::addColumn<std::size_t>("active");
    QTest::addColumn<std::size_t>("retries");

    QTest::newRow("20 % of a hundred") << std::size_t{100} << std::size_t{20};
    QTest::newRow("only whole ones") << std::size_t{29} << std::size_t{5};
    QTest::newRow("three in any case") << std::size_t{4} << std::size_t{3};
    QTest::newRow("also with none active") << std::size_t{0} << std::size_t{3};
}

void RetryBudgetTest::aShareOfTheActiveCallsMayBeRetries()
{
    QFETCH(std::size_t, active);
    QFETCH(std::size_t, retries);
    RetryBudget budget({.rule = spec::RetryBudgetRule::ActiveShare});

    QCOMPARE(mostRetries(budget, active), retries);
    QCOMPARE(mostRetries(budget, active), retries);  // those of before have ended
}

void RetryBudgetTest::anEndedRetryMakesRoom()
{
    RetryBudget budget({.rule = spec::RetryBudgetRule::ActiveShare, .minRetries = 1});
    RetryPermit retry(budget);

    QVERIFY(!budget.permits(1));
    retry.end();

    QVERIFY(budget.permits(1));
}

void RetryBudgetTest::failuresTakeTokensAndSuccessesGiveThemBack()
{
    RetryBudget budget({.rule = spec::RetryBudgetRule::Tokens, .maxTokens = 10, .tokenRatio = 0.25});

    for (int i = 0; i < 4; ++i)
        budget.failed();
    QVERIFY2(budget.permits(0), "6 of 10 tokens are more than half");
    budget.failed();
    QVERIFY2(!budget.permits(0), "5 are not");
    budget.failed();
    for (int i = 0; i < 4; ++i)
        budget.succeeded();
    QVERIFY2(!budget.permits(0), "4 successes have brought back the one of the last failure");
    budget.succeeded();

    QVERIFY(budget.permits(0));
}

void RetryBudgetTest::tokensAreAtMostThoseOfTheStart()
{
    RetryBudget budget({.rule = spec::RetryBudgetRule::Tokens});

    budget.succeeded();
    QCOMPARE(budget.tokens(), 10.0);
    for (int i = 0; i < 20; ++i)
        budget.failed();

    QCOMPARE(budget.tokens(), 0.0);
}

void RetryBudgetTest::withoutARuleEverythingIsAllowed()
{
    RetryBudget budget(spec::RetryBudget{});
    for (int i = 0; i < 100; ++i)
        budget.failed();

    QCOMPARE(mostRetries(budget, 0), std::size_t{1000});
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::RetryBudgetTest)
#include "tst_retry_budget.moc"
