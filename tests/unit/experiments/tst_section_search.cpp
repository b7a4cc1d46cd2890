// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/section_search.h"

#include <QtTest>

using namespace stormglass::experiments;

class SectionSearchTest : public QObject {
    Q_OBJECT

private slots:
    void findsTheSmallest_data();
    void findsTheSmallest();
    void asksForNumbersInsideTheSpanOnly();
    void answerIsOneThatWasAskedWhenAnswersEnd();
};

namespace {

struct Search {
    std::int64_t smallest;
    std::size_t asked;
};

Search search(std::int64_t low, std::int64_t high, std::int64_t step, std::int64_t threshold, std::size_t most = 1000)
{
    Search search{0, 0};
    search.smallest = smallestThat(low, high, step, [&](const std::vector<std::int64_t>& numbers) {
        std::vector<bool> answers;
        for (const std::int64_t number : numbers) {
            if (search.asked == most)
                break;
            ++search.asked;
            answers.push_back(number >= threshold);
        }
        return answers;
    });
    return search;
}

}  // namespace

void SectionSearchTest::findsTheSmallest_data()
{
    QTest::addColumn<qint64>("high");
    QTest::addColumn<qint64>("step");
    QTest::addColumn<qint64>("threshold");
    QTest::addColumn<qint64>("expected");
    QTest::newRow("in the middle") << qint64{100} << qint64{1} << qint64{37} << qint64{37};
    QTest::newRow("the first") << qint64{100} << qint64{1} << qint64{1} << qint64{1};
    QTest::newRow("only the last") << qint64{100} << qint64{1} << qint64{100} << qint64{100};
    QTest::newRow("on a grid") << qint64{100} << qint64{5} << qint64{37} << qint64{40};
    QTest::newRow("a last step that is shorter") << qint64{103} << qint64{5} << qint64{101} << qint64{103};
    QTest::newRow("two numbers") << qint64{2} << qint64{1} << qint64{1} << qint64{1};
    QTest::newRow("one number") << qint64{1} << qint64{1} << qint64{1} << qint64{1};
}

void SectionSearchTest::findsTheSmallest()
{
    QFETCH(qint64, high);
    QFETCH(qint64, step);
    QFETCH(qint64, threshold);
    QFETCH(qint64, expected);

    const Search result = search(0, high, step, threshold);

    QCOMPARE(qint64{result.smallest}, expected);
    QVERIFY(result.asked <= 12);  // three for each fourth part of a hundred
}

void SectionSearchTest::asksForNumbersInsideTheSpanOnly()
{
    const auto ask = [](const std::vector<std::int64_t>& numbers) {
        for (const std::int64_t number : numbers)
            if (number <= 10 || number >= 20)
                qFatal("asked for %lld", static_cast<long long>(number));
        return std::vector<bool>(numbers.size(), false);
    };

    QCOMPARE(smallestThat(10, 20, 3, ask), std::int64_t{20});
}

void SectionSearchTest::answerIsOneThatWasAskedWhenAnswersEnd()
{
    QCOMPARE(search(0, 100, 1, 37, 0).smallest, std::int64_t{100});
    QCOMPARE(search(0, 100, 1, 37, 4).smallest, std::int64_t{50});
}

QTEST_APPLESS_MAIN(SectionSearchTest)
#include "tst_section_search.moc"
