// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The end of something that takes time on the platform: a transfer or an execution.
#pragma once

#include "simcore/base/ids.h"
#include "simcore/base/time.h"
#include "simcore/calendar/event.h"
#include "simcore/process/linked_list.h"

#include <cstdint>

namespace stormglass {

class Conductor;
struct Path;

/// Why an activity came to nothing. Such ends are part of the model.
enum class ActivityFailure : std::uint8_t {
    SourceDown,       ///< The host that sends or computes.
    DestinationDown,
    LinkDown
};

/// Somebody who waits for a transfer or an execution. It waits for one at a time, and may start the next from its
/// callbacks. The conductor never owns it; destroying it cancels what it waits for.
class Completion : private Event, private ListNode {
public:
    Completion() = default;
    ~Completion() override { cancel(); }

    virtual void completed() = 0;
    virtual void failed(ActivityFailure why) = 0;

    [[nodiscard]] bool isPending() const { return m_conductor != nullptr; }

    /// Ends the activity at once; nobody is told. What a cancelled transfer has carried so far was carried.
    void cancel();

private:
    friend class Conductor;
    template <class Element>
    friend class LinkedList;

    static constexpr std::uint32_t kNoActivity = 0xffff'ffff;

    void fire() final;

    Conductor* m_conductor = nullptr;  // set while pending
    HostId m_from;
    HostId m_to;
    LinkId m_link;
    SimTime m_startedAt{};
    std::uint64_t m_number = 0;  // activities are counted from the start of the run
    double m_work = 0;             // bytes, or core-seconds
    const Path* m_path = nullptr;  // null for an execution
    std::uint32_t m_activity = kNoActivity;  // the number by which the engine knows it
    bool m_isOrdered = false;                // the engine has yet to start it
    bool m_hasFailed = false;
    ActivityFailure m_failure = ActivityFailure::LinkDown;
};

}  // namespace stormglass
