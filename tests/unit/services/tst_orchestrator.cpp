// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the orchestrator commands, and when. The saga: place (local) -> pay and reserve -> ship.
#include "models/services/orchestrator.h"

#include <QTest>

#include <string>

namespace stormglass {
namespace {

using News = spec::AdvanceSaga::News;

enum Step : std::uint32_t { Place, Pay, Reserve, Ship, Steps };
constexpr const char* kNames[] = {"place", "pay", "reserve", "ship"};

Orchestrator::Saga orderSaga()
{
    Orchestrator::Saga saga;
    saga.steps.resize(Steps);
    saga.steps[Place].isLocal = true;
    saga.steps[Pay].predecessors = 1U << Place;
    saga.steps[Reserve].predecessors = 1U << Place;
    saga.steps[Ship].predecessors = 1U << Pay | 1U << Reserve;
    for (std::uint32_t i = 0; i < Steps; ++i) {
        saga.steps[i].isCompensable = i != Ship;
        saga.steps[i].doIt.event = EventTypeId{i};
        saga.steps[i].undoIt.event = EventTypeId{Steps + i};
    }
    return saga;
}

/// One saga of one orchestrator; news in, commands out as text.
class SagaWorld {
public:
    explicit SagaWorld(bool hasDurableLog) : m_orchestrator(hasDurableLog), m_saga(m_orchestrator.addSaga(orderSaga()))
    {
    }

    std::string tell(News news, Step step = Place)
    {
        instruction::Advance told;
        told.saga = m_saga;
        told.step = step;
        told.news = news;
        std::vector<const instruction::Emit*> commands;
        m_orchestrator.advance(m_order, told, 0, commands);
        std::string text;
        for (const instruction::Emit* command : commands) {
            const std::uint32_t event = command->event.value;
            text += text.empty() ? "" : " ";
            text += std::string(event < Steps ? "" : "undo-") + kNames[event % Steps];
        }
        return text;
    }

    void crash(std::size_t instance = 0) { m_orchestrator.crashed(instance); }

private:
    Orchestrator m_orchestrator;
    std::size_t m_saga;
    Transaction m_order;
};

}  // namespace

class OrchestratorTest : public QObject {
    Q_OBJECT

private slots:
    void aStepIsCommandedWhenAllBeforeItHaveSucceeded();
    void newsToldTwiceCommandsNothing();
    void aRefusalUndoesWhatWasCommandedLastFirst();
    void afterARefusalNothingNewIsCommanded();
    void aSecondRefusalUndoesNothingTwice();
    void newsOfAnUnknownSagaIsIgnored();
    void aDurableLogSurvivesACrash();
    void withoutADurableLogACrashForgets();
    void anotherInstanceForgetsItsOwnSagasOnly();
    void whoHasForgottenTakesTheStartForANewOne();
};

void OrchestratorTest::aStepIsCommandedWhenAllBeforeItHaveSucceeded()
{
    SagaWorld saga(true);

    QCOMPARE(saga.tell(News::Started), "pay reserve");
    QCOMPARE(saga.tell(News::Succeeded, Reserve), "");
    QCOMPARE(saga.tell(News::Succeeded, Pay), "ship");
    QCOMPARE(saga.tell(News::Succeeded, Ship), "");
}

void OrchestratorTest::newsToldTwiceCommandsNothing()
{
    SagaWorld saga(true);
    saga.tell(News::Started);
    saga.tell(News::Succeeded, Reserve);
    saga.tell(News::Succeeded, Pay);

    QCOMPARE(saga.tell(News::Started), "");
    QCOMPARE(saga.tell(News::Succeeded, Pay), "");
}

void OrchestratorTest::aRefusalUndoesWhatWasCommandedLastFirst()
{
    SagaWorld saga(true);
    saga.tell(News::Started);

    // Whether reserve has happened is not known yet: its command undoes or cancels.
    QCOMPARE(saga.tell(News::Failed, Pay), "undo-reserve undo-pay undo-place");
}

void OrchestratorTest::afterARefusalNothingNewIsCommanded()
{
    SagaWorld saga(true);
    saga.tell(News::Started);
    saga.tell(News::Failed, Pay);

    QCOMPARE(saga.tell(News::Succeeded, Reserve), "");
    QCOMPARE(saga.tell(News::Succeeded, Pay), "");
    QCOMPARE(saga.tell(News::Undone, Reserve), "");
}

void OrchestratorTest::aSecondRefusalUndoesNothingTwice()
{
    SagaWorld saga(true);
    saga.tell(News::Started);
    saga.tell(News::Failed, Pay);

    QCOMPARE(saga.tell(News::Failed, Reserve), "");
    QCOMPARE(saga.tell(News::Failed, Pay), "");
}

void OrchestratorTest::newsOfAnUnknownSagaIsIgnored()
{
    SagaWorld saga(true);

    QCOMPARE(saga.tell(News::Succeeded, Pay), "");
    QCOMPARE(saga.tell(News::Failed, Pay), "");
    QCOMPARE(saga.tell(News::Started), "pay reserve");
}

void OrchestratorTest::aDurableLogSurvivesACrash()
{
    SagaWorld saga(true);
    saga.tell(News::Started);
    saga.tell(News::Succeeded, Pay);

    saga.crash();

    QCOMPARE(saga.tell(News::Started), "");
    QCOMPARE(saga.tell(News::Succeeded, Reserve), "ship");
}

void OrchestratorTest::withoutADurableLogACrashForgets()
{
    SagaWorld saga(false);
    saga.tell(News::Started);
    saga.tell(News::Succeeded, Pay);

    saga.crash();

    QCOMPARE(saga.tell(News::Succeeded, Reserve), "");
    QCOMPARE(saga.tell(News::Failed, Reserve), "");
}

void OrchestratorTest::anotherInstanceForgetsItsOwnSagasOnly()
{
    SagaWorld saga(false);
    saga.tell(News::Started);
    saga.tell(News::Succeeded, Pay);

    saga.crash(1);

    QCOMPARE(saga.tell(News::Succeeded, Reserve), "ship");
}

void OrchestratorTest::whoHasForgottenTakesTheStartForANewOne()
{
    SagaWorld saga(false);
    saga.tell(News::Started);
    saga.tell(News::Failed, Pay);

    saga.crash();

    QCOMPARE(saga.tell(News::Started), "pay reserve");
    saga.tell(News::Succeeded, Reserve);
    QCOMPARE(saga.tell(News::Succeeded, Pay), "ship");
}

}  // namespace stormglass

QTEST_APPLESS_MAIN(stormglass::OrchestratorTest)
#include "tst_orchestrator.moc"
