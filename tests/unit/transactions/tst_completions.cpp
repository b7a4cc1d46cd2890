// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/network/completions.h"

#include <QTest>

#include <vector>

namespace stormglass {
namespace {

class Waiting final : public CompletionTarget {
public:
    void completed(Outcome outcome) override { heard.push_back(outcome); }

    std::vector<Outcome> heard;
};

}  // namespace

class CompletionsTest : public QObject {
    Q_OBJECT

private slots:
    void theTargetHearsTheOutcomeOnce();
    void aClosedIdIsWorthless();
    void anOldIdDoesNotReachTheNextTargetOfItsSlot();
    void nobodyWaitsForTheEmptyId();
};

void CompletionsTest::theTargetHearsTheOutcomeOnce()
{
    Completions completions;
    Waiting target;
    const CompletionId id = completions.open(target);

    QVERIFY(completions.resolve(id, Outcome::Refused));
    QVERIFY(!completions.resolve(id, Outcome::Ok));

    QCOMPARE(target.heard, (std::vector{Outcome::Refused}));
}

void CompletionsTest::aClosedIdIsWorthless()
{
    Completions completions;
    Waiting target;
    const CompletionId id = completions.open(target);

    completions.close(id);
    completions.close(id);

    QVERIFY(!completions.resolve(id, Outcome::Ok));
    QVERIFY(target.heard.empty());
}

void CompletionsTest::anOldIdDoesNotReachTheNextTargetOfItsSlot()
{
    Completions completions;
    Waiting first;
    Waiting second;
    const CompletionId old = completions.open(first);
    completions.close(old);
    const CompletionId next = completions.open(second);
    QCOMPARE(next.slot, old.slot);

    QVERIFY(!completions.resolve(old, Outcome::Ok));
    completions.close(old);

    QVERIFY(second.heard.empty());
    QVERIFY(completions.resolve(next, Outcome::Ok));
}

void CompletionsTest::nobodyWaitsForTheEmptyId()
{
    Completions completions;

    QVERIFY(!completions.resolve({}, Outcome::Ok));
    completions.close({});
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::CompletionsTest)
#include "tst_completions.moc"
