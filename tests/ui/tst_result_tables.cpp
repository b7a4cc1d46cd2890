// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"
#include "ui/results/result_tables.h"

#include <QtTest>

#include <algorithm>

using namespace stormglass;
using namespace stormglass::ui;

class ResultTablesTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBooksTellWhyMessagesWereLostOrCameAgain();
    void booksThatDoNotBalanceAreMarked();
};

namespace {

/// "lost: power-loss 8" and the like, of the books of channel-1.
QStringList booksOf(const results::Ledger& ledger, bool& isWrong)
{
    results::RunResult result = test::someResult(8);
    result.ledgers = {ledger};
    QStringList lines;
    for (const FigureTable& table : tablesOf(result))
        for (const FigureTable::Row& row : table.rows) {
            if (row.cells.size() > 2 && (row.cells[0].isEmpty() || row.cells[0] == QStringLiteral("channel-1")))
                lines << row.cells[1] + QStringLiteral(" ") + row.cells[2];
            isWrong = isWrong || row.isWrong;
        }
    return lines;
}

}  // namespace

void ResultTablesTest::theBooksTellWhyMessagesWereLostOrCameAgain()
{
    bool isWrong = false;
    const QStringList lines = booksOf({.subject = "channel-1", .in = 520, .out = {{"delivered", 512}, {"lost: power-loss", 8}},
                                       .extra = {{"retry", 2}}, .redelivered = {{"consumer-lost", 30}, {"rejected", 4}}},
                                      isWrong);

    for (const char* line : {"lost: power-loss 8", "added by faults: retry 2", "delivered again: consumer-lost 30", "delivered again: rejected 4"})
        QVERIFY2(lines.contains(QString::fromLatin1(line)), qPrintable(lines.join(QStringLiteral("\n"))));
    QVERIFY(!isWrong);
}

void ResultTablesTest::booksThatDoNotBalanceAreMarked()
{
    bool isWrong = false;
    const QStringList lines = booksOf({.subject = "channel-1", .in = 520, .out = {{"delivered", 512}}}, isWrong);

    QVERIFY2(lines.contains(QStringLiteral("does not balance 8")), qPrintable(lines.join(QStringLiteral("\n"))));
    QVERIFY(isWrong);
}

QTEST_MAIN(ResultTablesTest)
#include "tst_result_tables.moc"
