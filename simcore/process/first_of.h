// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Waiting for the first of several things, and waiting with a timeout.
#pragma once

#include "simcore/base/time.h"
#include "simcore/process/delay.h"
#include "simcore/process/race.h"
#include "simcore/process/task.h"
#include "simcore/process/waiter.h"

#include <coroutine>
#include <optional>
#include <tuple>
#include <utility>

namespace stormglass {

template <class... Descriptions>
struct FirstOf {
    using Awaiter = RaceAwaiter<typename Descriptions::Awaiter...>;
    using Alone = Awaiter;

    explicit FirstOf(Descriptions&&... descriptions)
        : branches(std::move(descriptions)...)
    {
    }

    std::tuple<Descriptions...> branches;
};

/// co_await firstOf(inbox.take(), delay(5s)) yields a std::variant whose index tells which came first. The others are
/// withdrawn without a trace at that moment; a task that loses is destroyed.
///
/// At one instant the order of the calendar decides, as everywhere: whichever happens first. A lease or a
/// message counts from the moment at which it is granted, not when the process goes on. Of branches that need not
/// wait at all the first wins, and those after it are not begun.
template <Waitable... Descriptions>
[[nodiscard]] FirstOf<Descriptions...> firstOf(Descriptions... descriptions)
{
    return FirstOf<Descriptions...>(std::move(descriptions)...);
}

template <class Awaiter>
class TimeoutAwaiter final {
public:
    using Result = std::optional<ResultOf<Awaiter>>;

    template <class Description>
    TimeoutAwaiter(Description&& description, Process& process)
        : m_race(std::move(description), process)
    {
    }

    bool await_ready() { return m_race.await_ready(); }
    void await_suspend(std::coroutine_handle<> frame) { m_race.await_suspend(frame); }
    Result await_resume()
    {
        auto result = m_race.await_resume();
        if (result.index() == 0)
            return Result(std::in_place, std::get<0>(std::move(result)));
        return std::nullopt;
    }

private:
    RaceAwaiter<Awaiter, PauseInRace> m_race;
};

template <class Description>
struct WithTimeout : FirstOf<Description, Delay> {
    using Awaiter = TimeoutAwaiter<typename Description::Awaiter>;
    using Alone = Awaiter;
    using FirstOf<Description, Delay>::FirstOf;
};

/// co_await withTimeout(reply.wait(), 5s) yields a std::optional that is empty when the time was up first.
template <Waitable Description>
[[nodiscard]] WithTimeout<Description> withTimeout(Description description, Duration limit)
{
    return WithTimeout<Description>(std::move(description), delay(limit));
}

}  // namespace stormglass
