// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// An event that calls a member function of the object that keeps it.
#pragma once

#include "simcore/calendar/calendar.h"

namespace stormglass {

/// Costs a virtual call, where Timer costs a std::function on top and memory for it.
template <class Owner, void (Owner::*kMethod)()>
class MethodEvent final : public Event {
public:
    explicit MethodEvent(Owner& owner) : m_owner(owner) { }

    void fire() override { (m_owner.*kMethod)(); }

private:
    Owner& m_owner;
};

}  // namespace stormglass
