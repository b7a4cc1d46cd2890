// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/random/sample_source.h"

#include "simcore/random/random_streams.h"

#include <QtTest>

using namespace stormglass;

class SampleSourceTest : public QObject {
    Q_OBJECT

private slots:
    void yieldsWhatTheSamplerYields();
};

void SampleSourceTest::yieldsWhatTheSamplerYields()
{
    const Distribution distribution{distribution::Exponential{10ms}};
    const RandomStreams streams(7, 0);
    const Sampler sampler(distribution);
    RandomStream stream = streams.stream("station", "service");
    SampleSource source(distribution, streams.stream("station", "service"));

    for (int i = 0; i < 1'000; ++i)
        QCOMPARE(source.next(), sampler.sample(stream));
}

QTEST_APPLESS_MAIN(SampleSourceTest)
#include "tst_sample_source.moc"
