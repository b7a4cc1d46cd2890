// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/services/orchestrator.h"

#include <algorithm>

namespace stormglass {

std::size_t Orchestrator::addSaga(Saga saga)
{
    m_sagas.push_back(std::move(saga));
    return m_sagas.size() - 1;
}

bool Orchestrator::commandsAt(std::size_t saga, const Broker& broker) const
{
    const auto isThere = [&broker](const instruction::Emit& command) { return command.broker == &broker && command.outbox == nullptr; };
    return std::ranges::any_of(m_sagas[saga].steps, [&](const Step& step) { return isThere(step.doIt) || isThere(step.undoIt); });
}

void Orchestrator::crashed(std::size_t instance)
{
    if (m_hasDurableLog)
        return;
    while (m_lives.size() <= instance)
        m_lives.push_back(static_cast<std::uint16_t>(m_lives.size()));
    m_lives[instance] = ++m_lastLife;
}

std::uint16_t Orchestrator::lifeOf(std::size_t instance) const
{
    return instance < m_lives.size() ? m_lives[instance] : static_cast<std::uint16_t>(instance);
}

bool Orchestrator::isForgotten(const SagaView& view) const
{
    const bool isOfFirstLife = view.memory <= kFirstLives;
    const bool isAlive = isOfFirstLife ? lifeOf(view.memory) == view.memory : std::ranges::find(m_lives, view.memory) != m_lives.end();
    return view.isKnown && !isAlive;
}

std::size_t Orchestrator::transitionOf(const Transaction& transaction, const instruction::Advance& news) const
{
    using enum spec::AdvanceSaga::News;
    const SagaView& view = transaction.saga;
    if (news.news == Started)
        return view.isKnown && !isForgotten(view) ? 0 : 1;
    const std::uint32_t bit = 1U << news.step;
    const bool isOld = news.news == Failed ? view.isFailing
                                           : ((news.news == Succeeded ? view.succeeded : view.undone) & bit) != 0;
    return isOld || !view.isKnown || isForgotten(view) ? 0 : view.transitions + 1U;
}

void Orchestrator::advance(Transaction& transaction, const instruction::Advance& news, std::size_t instance,
                           std::vector<const instruction::Emit*>& commands)
{
    using enum spec::AdvanceSaga::News;
    SagaView& view = transaction.saga;
    const Saga& saga = m_sagas[news.saga];
    const auto transition = static_cast<std::uint16_t>(transitionOf(transaction, news));
    if (news.news == Started) {
        if (view.isKnown && !isForgotten(view))
            return;  // the start was told twice
        view = {};  // who has forgotten takes the same order for a new one
        view.isKnown = true;
        view.transitions = transition;
        view.memory = lifeOf(instance);
        for (std::size_t i = 0; i < saga.steps.size(); ++i) {
            if (saga.steps[i].isLocal) {
                view.issued |= 1U << i;
                view.succeeded |= 1U << i;
            }
        }
        commandNext(saga, view, commands);
        return;
    }
    if (!view.isKnown || isForgotten(view))
        return;
    if (transition != 0)
        view.transitions = transition;
    const std::uint32_t bit = 1U << news.step;
    if (news.news == Succeeded) {
        view.succeeded |= bit;
        if (!view.isFailing)
            commandNext(saga, view, commands);
    } else if (news.news == Failed) {
        view.isFailing = true;
        commandUndo(saga, view, commands);
    } else {
        view.undone |= bit;
    }
}

void Orchestrator::commandNext(const Saga& saga, SagaView& view,
                               std::vector<const instruction::Emit*>& commands) const
{
    for (std::size_t i = 0; i < saga.steps.size(); ++i) {
        const Step& step = saga.steps[i];
        const std::uint32_t bit = 1U << i;
        if ((view.issued & bit) != 0 || (view.succeeded & step.predecessors) != step.predecessors)
            continue;
        view.issued |= bit;
        commands.push_back(&step.doIt);
    }
}

void Orchestrator::commandUndo(const Saga& saga, SagaView& view,
                               std::vector<const instruction::Emit*>& commands) const
{
    for (std::size_t i = saga.steps.size(); i-- > 0;) {
        const Step& step = saga.steps[i];
        const std::uint32_t bit = 1U << i;
        if (!step.isCompensable || (view.issued & bit) == 0 || (view.undoIssued & bit) != 0)
            continue;
        view.undoIssued |= bit;
        commands.push_back(&step.undoIt);
    }
}

}  // namespace stormglass
