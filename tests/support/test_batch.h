// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Several test programs in one: what each calls its main function becomes one that is picked by name. To be included
// before the sources of the tests, which need not know.
#pragma once

#include <QtTest>

namespace stormglass::tests {

/// One of the test programs, named as its source without the ending.
class BatchedTest {
public:
    using Run = int (*)(int argc, char** argv);

    /// \p source: as in __FILE__. There is one object for each, which lives as long as the program.
    BatchedTest(const char* source, Run run);
};

}  // namespace stormglass::tests

#undef QTEST_APPLESS_MAIN
#undef QTEST_GUILESS_MAIN
#undef QTEST_MAIN

#define STORMGLASS_BATCHED_TEST(number, TestObject, application)                                                         \
    STORMGLASS_BATCHED_TEST_NUMBERED(number, TestObject, application)
#define STORMGLASS_BATCHED_TEST_NUMBERED(number, TestObject, application)                                                \
    static const stormglass::tests::BatchedTest batchedTest##number{__FILE__, [](int argc, char** argv) {               \
                                                                        application;                                     \
                                                                        TestObject test;                                 \
                                                                        return QTest::qExec(&test, argc, argv);          \
                                                                    }};

#define QTEST_APPLESS_MAIN(TestObject) STORMGLASS_BATCHED_TEST(__COUNTER__, TestObject, )
#define QTEST_GUILESS_MAIN(TestObject)                                                                                    \
    STORMGLASS_BATCHED_TEST(__COUNTER__, TestObject, const QCoreApplication program(argc, argv))
#define QTEST_MAIN(TestObject)                                                                                            \
    STORMGLASS_BATCHED_TEST(__COUNTER__, TestObject, const QApplication program(argc, argv);                              \
                            QCoreApplication::setAttribute(Qt::AA_Use96Dpi))
