// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Events that write down that they happened.
#pragma once

#include "simcore/calendar/calendar.h"

#include <functional>
#include <utility>
#include <vector>

namespace stormglass {

/// Writes its number into a record when it fires.
class Recorder final : public Event {
public:
    Recorder(std::vector<int>& record, int number)
        : m_record(record)
        , m_number(number)
    {
    }

    void fire() override { m_record.push_back(m_number); }

private:
    std::vector<int>& m_record;
    int m_number;
};

/// Calls a function when it fires.
class Call final : public Event {
public:
    explicit Call(std::function<void()> function)
        : m_function(std::move(function))
    {
    }

    void fire() override { m_function(); }

private:
    std::function<void()> m_function;
};

}  // namespace stormglass
