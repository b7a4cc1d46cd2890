// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How fast something goes on, measured over the last seconds.
#pragma once

#include <QElapsedTimer>

#include <deque>

namespace stormglass::ui {

class RateMeter {
public:
    void restart();
    void note(double value);
    /// Per second; 0: not known yet.
    [[nodiscard]] double rate() const;

private:
    struct Sample {
        qint64 at = 0;  ///< Milliseconds.
        double value = 0;
    };
    QElapsedTimer m_clock;
    std::deque<Sample> m_samples;
};

}  // namespace stormglass::ui
