// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// SimGrid's engine, reduced to what the conductor needs: activities that share links and cores, and a clock.
//
// No actors: everything runs on SimGrid's maestro. Activities that the maestro starts end without an exception, nobody is
// killed with a host, there are no stacks to size, and a completion costs no switch of contexts.
#pragma once

#include "simcore/base/ids.h"
#include "simcore/base/time.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace stormglass {

class Completion;
class Platform;
struct Path;

/// One activity has ended.
struct Ended {
    Completion* owner = nullptr;
    double seconds = 0;  ///< From its start to its end.
};

class SimGridEngine {
public:
    /// Runs the model between two instants of SimGrid's clock.
    class Model {
    public:
        /// The clock has come to the instant that wakeAt() named, or activities have ended, and all that was cancelled is
        /// gone. Throws nothing.
        virtual void proceed() noexcept = 0;

    protected:
        ~Model() = default;
    };

    /// One engine can be made per process: SimGrid keeps its clock and its platform in statics.
    SimGridEngine(const Platform& platform, Model& model);
    SimGridEngine(const SimGridEngine&) = delete;
    SimGridEngine& operator=(const SimGridEngine&) = delete;
    ~SimGridEngine();

    /// Instants of the clock that are closer than this many seconds are one. A tenth of a nanosecond separates all whole
    /// nanoseconds, and is several steps of a double until 100,000 s; the clock counts only the time with activities.
    static constexpr double kPrecision = 1e-10;

    /// Seconds.
    [[nodiscard]] double clock() const;

    /// Both return the number of the new activity. Preconditions: the path is a flow; the amount of work is above 0.
    [[nodiscard]] std::uint32_t startTransfer(const Path& path, double bytes, Completion& owner);
    [[nodiscard]] std::uint32_t startExecution(HostId host, double coreSeconds, Completion& owner);

    /// The owner is not mentioned again. The activity goes on until it is cancelled.
    void forget(std::uint32_t activity);
    /// Does nothing when it has ended by now. Precondition: it was forgotten before, and nothing was started since.
    void cancel(std::uint32_t activity);

    /// When the next activity ends, or pays its latency, if nothing is started or cancelled until then; infinite if never.
    /// Precondition: the model has proceeded since the last cancel().
    [[nodiscard]] double nextEvent();

    /// Replaces the list by what has ended since the last call, in the order of the ends.
    void takeEnded(std::vector<Ended>& list);

    /// Lets the clock run. The model proceeds at once, and then whenever it has asked for it or something has ended.
    /// Returns after leave(), or when there is nothing more to wait for.
    void run();
    void wakeAt(double clock);
    void leave();

private:
    class Inside;
    std::unique_ptr<Inside> m_inside;
};

}  // namespace stormglass
