// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "ui/run/recording.h"
#include "ui/run/run_session.h"
#include "ui/run/run_timeline.h"
#include "ui/run/scrubber.h"
#include "ui/run/scrubber_painter.h"
#include "ui/run/time_text.h"
#include "ui/run/transport_bar.h"

#include <QtTest>

#include <cmath>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

class ScrubberTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aClickShowsThatMoment();
    void aDragShowsEveryMomentOnTheWay();
    void keysGoFrameByFrameAndToTheEnds();
    void beyondTheRecordedPartTheLastFrameIsShown();
    void followingStopsWithAClickAndStartsWithTheButton();
    void wordsTellFaultsEventsAndParts();
    void faultsAtOneTimeHaveLanesOfTheirOwn();
    void sumsAtTheEndAreThoseOfTheReport();
    void texts_data();
    void texts();
    void pacesReadBack();

private:
    [[nodiscard]] QPoint placeAt(double seconds) const
    {
        return {static_cast<int>(std::lround(m_scrubber->placeOf(seconds))), m_scrubber->height() / 2};
    }

    std::unique_ptr<FakeWorker> m_worker;
    std::unique_ptr<RunSession> m_session;
    std::unique_ptr<TransportBar> m_bar;
    Scrubber* m_scrubber = nullptr;
};

void ScrubberTest::init()
{
    m_worker = std::make_unique<FakeWorker>(kEndlessRun);
    m_worker->writeRun(80, 0.1);  // to 8 s of 10
    m_session = std::make_unique<RunSession>(m_worker->program());
    m_bar = std::make_unique<TransportBar>(*m_session);
    m_bar->resize(1000, 120);
    m_bar->show();
    m_scrubber = &m_bar->scrubber();
    play(*m_session, 80);
}

void ScrubberTest::cleanup()
{
    m_bar.reset();
    m_session.reset();
    m_worker.reset();
}

void ScrubberTest::aClickShowsThatMoment()
{
    QSignalSpy moments(m_scrubber, &Scrubber::momentChosen);

    QTest::mouseClick(m_scrubber, Qt::LeftButton, Qt::NoModifier, placeAt(4.25));

    QCOMPARE(moments.size(), 1);
    QVERIFY(std::abs(m_session->shownAt() - 4.3) < 0.011);
    QVERIFY(*m_session->shownFrame() == asTold(someRun(80, 0.1, someRoster())[42]));
}

void ScrubberTest::aDragShowsEveryMomentOnTheWay()
{
    QTest::mousePress(m_scrubber, Qt::LeftButton, Qt::NoModifier, placeAt(1));
    QTest::mouseMove(m_scrubber, placeAt(3.05));
    QVERIFY(std::abs(m_session->shownAt() - 3.1) < 0.011);
    QTest::mouseMove(m_scrubber, placeAt(6.05));
    QVERIFY(std::abs(m_session->shownAt() - 6.1) < 0.011);
    QTest::mouseRelease(m_scrubber, Qt::LeftButton, Qt::NoModifier, placeAt(6.05));
    QTest::mouseMove(m_scrubber, placeAt(2));

    QVERIFY(std::abs(m_session->shownAt() - 6.1) < 0.011);
}

void ScrubberTest::keysGoFrameByFrameAndToTheEnds()
{
    m_session->showAt(5.0);
    const auto shown = [&] { return std::lround(m_session->shownAt() * 10); };

    QTest::keyClick(m_scrubber, Qt::Key_Left);
    QCOMPARE(shown(), 49);
    QTest::keyClick(m_scrubber, Qt::Key_Right);
    QTest::keyClick(m_scrubber, Qt::Key_Right);
    QCOMPARE(shown(), 51);
    QTest::keyClick(m_scrubber, Qt::Key_PageUp);
    QCOMPARE(shown(), 46);
    QTest::keyClick(m_scrubber, Qt::Key_PageDown);
    QCOMPARE(shown(), 51);
    QTest::keyClick(m_scrubber, Qt::Key_Home);
    QCOMPARE(shown(), 1);
    QTest::keyClick(m_scrubber, Qt::Key_Left);
    QCOMPARE(shown(), 1);
    QTest::keyClick(m_scrubber, Qt::Key_End);
    QCOMPARE(shown(), 80);
    QVERIFY(m_session->isFollowing());
}

void ScrubberTest::beyondTheRecordedPartTheLastFrameIsShown()
{
    QTest::mouseClick(m_scrubber, Qt::LeftButton, Qt::NoModifier, placeAt(9.5));

    QCOMPARE(std::lround(m_session->shownAt() * 10), 80);
}

void ScrubberTest::followingStopsWithAClickAndStartsWithTheButton()
{
    QVERIFY(m_session->isFollowing());
    QVERIFY(m_bar->liveAction()->isChecked());

    QTest::mouseClick(m_scrubber, Qt::LeftButton, Qt::NoModifier, placeAt(2));
    QVERIFY(!m_session->isFollowing());
    QVERIFY(!m_bar->liveAction()->isChecked());

    QTest::keyClick(m_bar.get(), Qt::Key_F8);
    QVERIFY(m_session->isFollowing());
    QCOMPARE(std::lround(m_session->shownAt() * 10), 80);
}

void ScrubberTest::wordsTellFaultsEventsAndParts()
{
    const QString words = m_scrubber->wordsAt(placeAt(2.0));

    QVERIFY2(words.contains(QStringLiteral("kill")), qPrintable(words));
    QVERIFY2(words.contains(QStringLiteral("instance 1 went down")), qPrintable(words));
    QVERIFY(m_scrubber->wordsAt(placeAt(0.5)).contains(QStringLiteral("warm-up")));
    QVERIFY(m_scrubber->wordsAt(placeAt(9)).contains(QStringLiteral("drain")));
    QVERIFY(!m_scrubber->wordsAt(placeAt(6)).contains(QStringLiteral("kill")));
}

void ScrubberTest::faultsAtOneTimeHaveLanesOfTheirOwn()
{
    const std::vector<FaultSpan> faults{{.name = "a", .phrase = {}, .begin = 0, .end = 5}, {.name = "b", .phrase = {}, .begin = 1, .end = results::kNothing},
                                        {.name = "c", .phrase = {}, .begin = 5, .end = 6}, {.name = "d", .phrase = {}, .begin = 5.5, .end = 6}};

    QCOMPARE(lanesOf(faults, 10), (std::vector<int>{0, 1, 0, 2}));
}

void ScrubberTest::sumsAtTheEndAreThoseOfTheReport()
{
    RunSession real(QStringLiteral(STORMGLASS_PROGRAM));
    QFile file(QStringLiteral(STORMGLASS_LIBRARY "/ecommerce-order-flow.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    real.start({.scenario = file.readAll().toStdString(), .design = "sync", .duration = 240, .pace = 0});
    QTRY_VERIFY_WITH_TIMEOUT(!real.isUnderWay(), 60'000);
    QVERIFY2(real.result() != nullptr, qPrintable(real.lastWords()));
    Scrubber scrubber(real);
    scrubber.resize(800, scrubber.sizeHint().height());
    scrubber.show();

    QTest::mouseClick(&scrubber, Qt::LeftButton, Qt::NoModifier, QPoint(799, 30));

    const results::Frame sums = real.recording().sumsAt(real.shownAt());
    int compared = 0;
    for (const results::Ledger& ledger : real.result()->ledgers) {
        const auto& names = ledger.kind == results::SubjectKind::Flow ? real.roster().flows : real.roster().channels;
        const auto place = static_cast<std::size_t>(std::ranges::find(names, ledger.subject) - names.begin());
        if (ledger.kind != results::SubjectKind::Flow || place >= names.size())
            continue;
        const results::FlowState& flow = sums.flows[place];
        QCOMPARE(flow.started, ledger.in);
        const auto completed = std::ranges::find(ledger.out, std::string("completed"), &std::pair<std::string, std::uint64_t>::first);
        QVERIFY(completed != ledger.out.end());
        QCOMPARE(flow.completed, completed->second);
        ++compared;
    }
    QVERIFY(compared > 0);
}

void ScrubberTest::texts_data()
{
    QTest::addColumn<double>("seconds");
    QTest::addColumn<double>("step");
    QTest::addColumn<QString>("text");

    QTest::newRow("whole seconds") << 75.4 << 1.0 << QStringLiteral("1:15");
    QTest::newRow("hundredths") << 51.249 << 0.033 << QStringLiteral("0:51.25");
    QTest::newRow("hours") << 7450.0 << 10.0 << QStringLiteral("2:04:10");
    QTest::newRow("carries") << 59.999 << 0.1 << QStringLiteral("1:00.0");
}

void ScrubberTest::texts()
{
    QFETCH(double, seconds);
    QFETCH(double, step);
    QTEST(clockText(seconds, step), "text");
}

void ScrubberTest::pacesReadBack()
{
    QCOMPARE(paceAt(0), 0.01);
    QCOMPARE(paceAt(kPaceSteps), 0.0);
    for (int step = 0; step <= 100; ++step)
        QCOMPARE(stepOf(paceAt(step)), step);
    QCOMPARE(readPace(QStringLiteral("0,5x")), std::optional(0.5));
    QCOMPARE(readPace(QStringLiteral("max")), std::optional(0.0));
    QCOMPARE(readPace(QStringLiteral("fast")), std::nullopt);
    QCOMPARE(readPace(QStringLiteral("-1")), std::nullopt);
    QCOMPARE(paceText(0.25), QStringLiteral("0.25×"));
}

QTEST_MAIN(ScrubberTest)
#include "tst_scrubber.moc"
