// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a process waits for several things at once; see first_of.h.
#pragma once

#include "simcore/process/waiter.h"

#include <coroutine>
#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace stormglass {

/// What a wait brings; std::monostate where it brings nothing.
template <class Awaiter>
using ResultOf = std::conditional_t<std::is_void_v<decltype(std::declval<Awaiter&>().result())>,
                                    std::monostate, decltype(std::declval<Awaiter&>().result())>;

template <class... Awaiters>
class RaceAwaiter final : private Race {
public:
    using Result = std::variant<ResultOf<Awaiters>...>;

    template <class Description>
    RaceAwaiter(Description&& description, Process& process)
        : RaceAwaiter(std::move(description.branches), process, Indices())
    {
    }
    RaceAwaiter(const RaceAwaiter&) = delete;
    RaceAwaiter& operator=(const RaceAwaiter&) = delete;

    ~RaceAwaiter()
    {
        m_process.calendar->cancel(m_resumption);
        withdrawOthers(nullptr);
    }

    bool await_ready()
    {
        const bool isDecided = start(Indices());
        if (isDecided)
            withdrawOthers(m_winner);
        return isDecided;
    }

    void await_suspend(std::coroutine_handle<> frame)
    {
        m_frame = frame;
        m_process.isRunning = false;
    }

    Result await_resume()
    {
        m_resumption = {};
        m_process.isRunning = true;
        withdrawOthers(m_winner);
        return resultOfWinner<0>();
    }

private:
    using Indices = std::index_sequence_for<Awaiters...>;

    /// Holds an awaiter, which cannot be moved, in a tuple.
    template <class Awaiter>
    struct Branch {
        template <class Description>
        struct Start {
            Description& description;
            Process& process;
        };
        template <class Description>
        explicit Branch(Start<Description> start)
            : awaiter(std::move(start.description), start.process)
        {
        }
        Awaiter awaiter;
    };

    template <class Descriptions, std::size_t... I>
    RaceAwaiter(Descriptions&& descriptions, Process& process, std::index_sequence<I...>)
        : m_process(process)
        , m_branches(typename Branch<Awaiters>::template Start<
                     std::tuple_element_t<I, std::remove_cvref_t<Descriptions>>>{
              std::get<I>(descriptions), process}...)
    {
    }

    /// Begins the waits in their order, until one of them is decided.
    template <std::size_t... I>
    bool start(std::index_sequence<I...>)
    {
        return (startBranch(std::get<I>(m_branches).awaiter) || ...);
    }

    template <class Awaiter>
    bool startBranch(Awaiter& awaiter)
    {
        awaiter.joinRace(*this);
        const bool isReady = awaiter.isReady();
        m_process.isRunning = true;  // a task among the branches may have begun to wait
        if (m_winner != nullptr)
            return true;  // a task that was just started has decided for an earlier branch
        if (isReady)
            m_winner = &awaiter;
        else
            awaiter.enlist();
        return isReady;
    }

    void decide(Waiter& winner) override
    {
        if (m_winner != nullptr)
            return;  // it will be withdrawn, and gives back what it was granted
        m_winner = &winner;
        if (!m_frame)
            return;
        Calendar& calendar = *m_process.calendar;
        m_resumption = calendar.resumeAt(calendar.now(), m_frame);
        // One of the others may be a task that is on the call stack; they then wait for the resumption.
        if (!m_process.isRunning)
            withdrawOthers(m_winner);
    }

    void withdrawOthers(const Waiter* winner)
    {
        std::apply(
            [winner](auto&... branch) {
                (((&branch.awaiter != winner) ? branch.awaiter.withdraw() : void()), ...);
            },
            m_branches);
    }

    template <std::size_t I>
    Result resultOfWinner()
    {
        if constexpr (I + 1 < sizeof...(Awaiters))
            if (m_winner != &std::get<I>(m_branches).awaiter)
                return resultOfWinner<I + 1>();
        auto& awaiter = std::get<I>(m_branches).awaiter;
        if constexpr (std::is_void_v<decltype(awaiter.result())>) {
            awaiter.result();
            return Result(std::in_place_index<I>);
        } else {
            return Result(std::in_place_index<I>, awaiter.result());
        }
    }

    Process& m_process;
    Waiter* m_winner = nullptr;
    std::coroutine_handle<> m_frame;
    EventHandle m_resumption;
    std::tuple<Branch<Awaiters>...> m_branches;
};

}  // namespace stormglass
