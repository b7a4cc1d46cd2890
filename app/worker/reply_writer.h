// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How a run says what it has to say. Frames that follow each other fast go out together: each write wakes up the readers, and
// that would cost more than the frames themselves.
#pragma once

#include "app/process/line_stream.h"
#include "scenarios/worker_protocol.h"

#include <chrono>
#include <string>

namespace stormglass {

class ReplyWriter {
public:
    explicit ReplyWriter(int target) : m_target(target) { }

    /// False when nobody reads any more.
    bool tell(const Reply& reply)
    {
        m_text += toLine(reply);
        const bool canWait = std::holds_alternative<results::Frame>(reply) && m_text.size() < kMostBytes
            && Clock::now() - m_writtenAt < kTogether;
        return canWait || flush();
    }
    /// Before the run waits for something.
    bool flush()
    {
        if (m_text.empty())
            return true;
        const bool isRead = writeAll(m_target, m_text);
        m_text.clear();
        m_writtenAt = Clock::now();
        return isRead;
    }

private:
    using Clock = std::chrono::steady_clock;
    static constexpr std::chrono::milliseconds kTogether{10};
    static constexpr std::size_t kMostBytes = 1 << 16;

    const int m_target;
    std::string m_text;
    Clock::time_point m_writtenAt{};
};

}  // namespace stormglass
