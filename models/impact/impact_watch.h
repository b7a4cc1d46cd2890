// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Notices when one component, channel or flow leaves its normal range, to the instant.
//
// Normal is what was seen between the end of the warm-up and the first fault: a limit that nobody had to configure, as a
// steady-state hypothesis takes it from the system itself (Chaos Toolkit; principlesofchaos.org).
#pragma once

#include "models/results/cascade.h"
#include "simcore/base/time.h"

#include <array>
#include <vector>

namespace stormglass {

/// One limit exceeded: from the first instant to the last one.
struct Episode {
    results::Limit limit = results::Limit::Errors;
    SimTime begin{};
    SimTime last{};
    bool isOpen = true;  ///< Still so when last looked at.
};

class ImpactWatch {
public:
    /// Begins to learn what is normal; before, everything is ignored. Later calls change nothing.
    void learn(SimTime now);
    /// The first fault begins: from now on what is not normal is noticed. Later calls change nothing.
    void alert(SimTime now);

    void arrived(SimTime now) { if (m_mode != Mode::Off) [[unlikely]] noteArrival(now); }
    void served(SimTime now, Duration took) { if (m_mode != Mode::Off) [[unlikely]] noteServed(now, took); }
    void failed(SimTime now) { if (m_mode != Mode::Off) [[unlikely]] noteFailed(now); }
    /// The level from now on.
    void backlog(SimTime now, std::uint64_t count) { if (m_mode != Mode::Off) [[unlikely]] noteBacklog(now, count); }
    /// Whether every worker is busy from now on.
    void saturated(SimTime now, bool isSo) { if (m_mode != Mode::Off && isSo != m_isSaturated) [[unlikely]] noteSaturated(now, isSo); }

    /// No more arrivals are to be expected after this.
    void endArrivals(SimTime now);
    /// The end of the run: what is open stays so. Nothing may be noted afterwards.
    void finish(SimTime now);

    /// In order of their begin. At most kMostEpisodes of each limit: later ones are left out.
    [[nodiscard]] std::vector<Episode> episodes() const;
    /// What they would be if the run ended at that instant, which is not in the past. The watch goes on. What had begun
    /// kNoticed earlier is all there, and stays.
    [[nodiscard]] std::vector<Episode> episodesAt(SimTime now) const;
    [[nodiscard]] bool isAlert() const { return m_mode == Mode::Alert; }

    /// A value has to be within its limit for so long until an episode is over.
    static constexpr Duration kCalm = 1s;
    /// Shares and means are taken over windows of this length.
    static constexpr Duration kWindow = 100ms;
    /// After so long it is known that something had begun: two slow windows in a row.
    static constexpr Duration kNoticed = 2 * kWindow;
    static constexpr std::size_t kMostEpisodes = 50;

private:
    enum class Mode : std::uint8_t { Off, Learning, Alert };

    struct Window {
        std::uint64_t served = 0;
        std::uint64_t failed = 0;
        double tookSum = 0;       // seconds
        SimTime firstSlow = kNever;
        SimTime firstFailed = kNever;
        Duration saturatedFor{};
    };
    /// The greatest values of the time before the first fault.
    struct Normal {
        double latency = 0;       // mean of a window, seconds
        double errors = 0;        // share of a window
        std::uint64_t backlog = 0;
        double saturation = 0;    // share of a window
        Duration gap{};           // between two arrivals
        std::uint64_t arrivals = 0;
    };

    void noteArrival(SimTime now);
    void noteServed(SimTime now, Duration took);
    void noteFailed(SimTime now);
    void noteBacklog(SimTime now, std::uint64_t count);
    void noteSaturated(SimTime now, bool isSo);
    void roll(SimTime now);
    void closeWindow();
    void breach(results::Limit limit, SimTime from, SimTime to);
    void noteSlowness(bool isSlow);
    void stretch(results::Limit limit, SimTime to);
    void noteGap(SimTime until);
    [[nodiscard]] double latencyLimit() const;
    [[nodiscard]] double errorLimit() const;
    [[nodiscard]] std::uint64_t backlogLimit() const;
    [[nodiscard]] Duration gapLimit() const;

    Mode m_mode = Mode::Off;
    SimTime m_windowEnd{};
    SimTime m_lastArrival{};
    SimTime m_saturatedSince{};
    SimTime m_slowSince = kNever;  // the window before was slow, from here on
    bool m_isSaturated = false;
    bool m_isBacklogged = false;
    bool m_isStarved = false;  // when the arrivals ended
    bool m_haveArrivalsEnded = false;
    Window m_window;
    Normal m_normal;
    std::array<std::vector<Episode>, results::kLimits> m_episodes;
};

}  // namespace stormglass
