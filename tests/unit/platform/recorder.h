// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Writes down when and how activities end.
#pragma once

#include "simcore/platform/conductor.h"

#include <string>
#include <utility>

namespace stormglass::test {

/// Adds a line such as "a 1500000" or "a source down at 1500000" to a text; instants in nanoseconds.
class Recorder final : public Completion {
public:
    Recorder(Conductor& conductor, std::string name, std::string& text)
        : m_world(conductor)
        , m_name(std::move(name))
        , m_text(text)
    {
    }

    void completed() override { m_text += m_name + " " + now() + "\n"; }

    void failed(ActivityFailure why) override
    {
        static constexpr const char* kReasons[] = {"source", "destination", "link"};
        m_text += m_name + " " + kReasons[static_cast<int>(why)] + " down at " + now() + "\n";
    }

private:
    std::string now() { return std::to_string(m_world.calendar().now().time_since_epoch().count()); }

    Conductor& m_world;
    std::string m_name;
    std::string& m_text;
};

}  // namespace stormglass::test
