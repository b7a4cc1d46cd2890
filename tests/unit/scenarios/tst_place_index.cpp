// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/place_index.h"

#include "scenarios/json_pointer.h"

#include <QtTest>

using namespace stormglass;

class PlaceIndexTest : public QObject {
    Q_OBJECT

private slots:
    void valuesAndKeysAreFound_data();
    void valuesAndKeysAreFound();
    void whatIsNotThereHasThePlaceAroundIt();
    void severalPlacesKeepTheirOrder();
    void pointersAreEscaped();
};

namespace {

const std::string kText = "\xEF\xBB\xBF{\r\n"
                          "  \"a/b\": [1, {\"x\": true}],\r\n"
                          "  \"caf\xC3\xA9\": \"\xE2\x82\xAC\", \"till~de\": {\"q\\\"\": \"},]\"}, \"end\": [[], {}, 7]\r\n"
                          "}";

}  // namespace

void PlaceIndexTest::valuesAndKeysAreFound_data()
{
    QTest::addColumn<QByteArray>("pointer");
    QTest::addColumn<bool>("isKey");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");

    QTest::newRow("the whole document, behind a byte order mark") << QByteArray() << false << 1 << 1;
    QTest::newRow("a key with a slash") << QByteArray("/a~1b") << true << 2 << 3;
    QTest::newRow("its value") << QByteArray("/a~1b") << false << 2 << 10;
    QTest::newRow("an element") << QByteArray("/a~1b/1") << false << 2 << 14;
    QTest::newRow("a member of an element") << QByteArray("/a~1b/1/x") << false << 2 << 20;
    QTest::newRow("columns count characters, not bytes") << QByteArray("/till~0de") << true << 3 << 16;
    QTest::newRow("a key with an escape") << QByteArray("/till~0de/q\"") << false << 3 << 35;
    QTest::newRow("behind a string full of brackets") << QByteArray("/end/2") << false << 3 << 59;
}

void PlaceIndexTest::valuesAndKeysAreFound()
{
    QFETCH(QByteArray, pointer);
    QFETCH(bool, isKey);
    QFETCH(int, line);
    QFETCH(int, column);
    const std::vector<PlaceQuery> queries{{pointer.toStdString(), isKey}};

    const FoundPlace found = findPlaces(kText, queries).at(0);

    QVERIFY(found.isExact);
    QCOMPARE(found.place.line, line);
    QCOMPARE(found.place.column, column);
}

void PlaceIndexTest::whatIsNotThereHasThePlaceAroundIt()
{
    const std::vector<PlaceQuery> queries{{"/a~1b/1/y/z", false}};

    const FoundPlace found = findPlaces(kText, queries).at(0);

    QVERIFY(!found.isExact);
    QVERIFY((found.place == Place{2, 14}));
}

void PlaceIndexTest::severalPlacesKeepTheirOrder()
{
    const std::vector<PlaceQuery> queries{{"/end", false}, {"", false}, {"/end", true}};

    const std::vector<FoundPlace> found = findPlaces(kText, queries);

    QVERIFY(found[0].place > found[2].place);
    QVERIFY((found[1].place == Place{1, 1}));
}

void PlaceIndexTest::pointersAreEscaped()
{
    QCOMPARE(childPointer("/x", "a/b~c"), std::string("/x/a~1b~0c"));
    QCOMPARE(splitPointer("/x/a~1b~0c/3"), (std::vector<std::string>{"x", "a/b~c", "3"}));
    QVERIFY(liesWithin("/x/y", "/x") && liesWithin("/x", "/x") && !liesWithin("/xy", "/x"));
}

QTEST_APPLESS_MAIN(PlaceIndexTest)
#include "tst_place_index.moc"
