// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/fake_run.h"

#include "ui/document/selection.h"
#include "ui/results/event_log_panel.h"
#include "ui/run/run_session.h"

#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QTableView>
#include <QtTest>

using namespace stormglass;
using namespace stormglass::ui;
using namespace stormglass::ui::test;

class EventLogTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyEventIsALine();
    void wordsKindAndPartNarrowTheList();
    void aClickShowsTheMomentAndRevealsThePart();
    void linesAreCopiedAndSaved();
    void aNewRunBeginsANewList();

private:
    std::unique_ptr<FakeWorker> m_worker;
    std::unique_ptr<RunSession> m_session;
    std::unique_ptr<Selection> m_selection;
    std::unique_ptr<EventLogPanel> m_panel;
    QTableView* m_table = nullptr;
};

void EventLogTest::init()
{
    m_worker = std::make_unique<FakeWorker>(kWholeRun);
    m_worker->writeRun(80, 0.1);
    m_session = std::make_unique<RunSession>(m_worker->program());
    m_selection = std::make_unique<Selection>();
    m_panel = std::make_unique<EventLogPanel>(*m_session, m_selection.get());
    m_panel->resize(800, 300);
    m_panel->show();
    m_table = m_panel->findChild<QTableView*>(QStringLiteral("eventTable"));
    play(*m_session, 80);
    QTRY_COMPARE(m_table->model()->rowCount(), 6);
}

void EventLogTest::cleanup()
{
    m_panel.reset();
    m_session.reset();
    m_worker.reset();
}

void EventLogTest::everyEventIsALine()
{
    QCOMPARE(m_table->model()->index(0, 0).data().toString(), QStringLiteral("0:02.000"));
    QCOMPARE(m_table->model()->index(0, 2).data().toString(), QStringLiteral("kill"));
    QCOMPARE(m_table->model()->index(5, 3).data().toString(), QStringLiteral("latency within its limit"));
}

void EventLogTest::wordsKindAndPartNarrowTheList()
{
    auto* words = m_panel->findChild<QLineEdit*>(QStringLiteral("eventWords"));
    QTest::keyClicks(words, QStringLiteral("LATENCY"));
    QCOMPARE(m_table->model()->rowCount(), 2);
    QCOMPARE(m_panel->findChild<QLabel*>(QStringLiteral("eventCount"))->text(), QStringLiteral("2 of 6"));
    words->clear();

    auto* kinds = m_panel->findChild<QComboBox*>(QStringLiteral("eventKinds"));
    kinds->setCurrentIndex(kinds->findText(QStringLiteral("Instance down")));
    QCOMPARE(m_table->model()->rowCount(), 1);
    kinds->setCurrentIndex(0);

    auto* subjects = m_panel->findChild<QComboBox*>(QStringLiteral("eventSubjects"));
    subjects->setCurrentIndex(subjects->findText(QStringLiteral("component-1")));
    QCOMPARE(m_table->model()->rowCount(), 2);
}

void EventLogTest::aClickShowsTheMomentAndRevealsThePart()
{
    QSignalSpy reveals(m_selection.get(), &Selection::revealed);

    QTest::mouseClick(m_table->viewport(), Qt::LeftButton, Qt::NoModifier, m_table->visualRect(m_table->model()->index(1, 1)).center());

    QVERIFY(std::abs(m_session->shownAt() - 2.0) < 1e-6);
    QVERIFY(!m_session->isFollowing());
    QCOMPARE(reveals.size(), 1);
    QVERIFY(m_selection->single() == (ElementId{ElementKind::Component, "component-1"}));
}

void EventLogTest::linesAreCopiedAndSaved()
{
    m_table->selectRow(0);
    m_table->setFocus();
    QCOMPARE(m_panel->selectedText(), QStringLiteral("0:02.000\tFault began\tkill\tcomponent-1 was down"));

    const QStringList rows = m_panel->toCsv().trimmed().split(u'\n');
    QCOMPARE(rows.size(), 7);
    QCOMPARE(rows.front(), QStringLiteral("Time,Event,Part,What happened"));
}

void EventLogTest::aNewRunBeginsANewList()
{
    m_worker->writeRun(10, 0.1);
    play(*m_session, 10);

    QTRY_COMPARE(m_table->model()->rowCount(), 0);
}

QTEST_MAIN(EventLogTest)
#include "tst_event_log.moc"
