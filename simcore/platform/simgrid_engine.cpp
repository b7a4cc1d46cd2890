// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/platform/simgrid_engine.h"

#include "simcore/base/check.h"
#include "simcore/platform/platform.h"
#include "simcore/platform/signal_handlers.h"

#include <simgrid/kernel/Timer.hpp>
#include <simgrid/kernel/resource/Model.hpp>
#include <simgrid/s4u.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <string>
#include <utility>

namespace stormglass {

namespace {

namespace s4u = simgrid::s4u;
using simgrid::kernel::timer::Timer;

// SimGrid compares some of its amounts of work with absolute thresholds, so a core-second is not 1.
constexpr double kWorkPerCoreSecond = 1e9;

/// The engine with a network that does what the settings say and nothing else.
std::unique_ptr<s4u::Engine> makeEngine()
{
    static bool isMade = false;
    SIM_CHECK(!std::exchange(isMade, true), "a process has room for one SimGrid engine");
    static std::vector<std::string> arguments{
        "stormglass",
        "--log=root.thresh:critical",  // the first, or the others are announced
        // The default model LV08 multiplies latencies by 13.01 and bandwidths by 0.97.
        "--cfg=network/model:CM02",
        "--cfg=network/latency-factor:1",
        "--cfg=network/bandwidth-factor:1",
        // An action that has no weight never ends (3.32), and with weight-S 0 the weight is the latency, which may be 0.
        "--cfg=network/weight-S:1",
        // A flow's rate is capped at gamma / (2 latency): no window is that small here.
        "--cfg=network/TCP-gamma:1e30",
        // Acknowledgements would take 5 % of the other direction, which would need a route as well.
        "--cfg=network/crosstraffic:no",
        // The defaults are 1e-5 s, and 1e-5 of a bandwidth.
        "--cfg=surf/precision:1e-10",
        "--cfg=maxmin/precision:1e-9",
    };
    static_assert(SimGridEngine::kPrecision == 1e-10);
    static std::vector<char*> pointers;
    for (std::string& argument : arguments)
        pointers.push_back(argument.data());
    int count = static_cast<int>(pointers.size());
    pointers.push_back(nullptr);
    const SignalHandlers kept;  // the engine replaces those for SIGINT, SIGSEGV and SIGBUS
    return std::make_unique<s4u::Engine>(&count, pointers.data());
}

}  // namespace

class SimGridEngine::Inside {
public:
    Inside(const Platform& platform, Model& model)
        : m_model(model)
        , m_engine(makeEngine())
    {
        build(platform);
        s4u::Activity::on_completion_cb([this](const s4u::Activity& activity) { onEnd(activity); });
        s4u::Activity::set_vetoed_activities(&m_leaving);
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;
    ~Inside();

    std::uint32_t startTransfer(std::size_t gate, double bytes, Completion& owner);
    std::uint32_t startExecution(HostId host, double coreSeconds, Completion& owner);
    void forget(std::uint32_t number) { m_slots[number].owner = nullptr; }
    void cancel(std::uint32_t number);
    [[nodiscard]] double nextEvent();
    void takeEnded(std::vector<Ended>& list);

    void run();
    void wakeAt(double clock);
    void leave() { m_leaving.insert(nullptr); }

private:
    /// An activity that SimGrid works at or has yet to let go of.
    struct Slot {
        s4u::ActivityPtr activity;
        Completion* owner = nullptr;  // null once it was cancelled
        double startedAt = 0;
    };

    void build(const Platform& platform);
    std::uint32_t addSlot(s4u::ActivityPtr activity, Completion& owner);
    void onEnd(const s4u::Activity& activity);
    void onTimer();
    [[nodiscard]] bool hasEndsToTell() const;

    Model& m_model;
    std::unique_ptr<s4u::Engine> m_engine;
    std::vector<s4u::Host*> m_hosts;
    std::vector<s4u::Host*> m_gates;  // two for each link; null unless it is a flow
    s4u::Host* m_exit = nullptr;
    std::vector<Slot> m_slots;
    std::vector<std::uint32_t> m_unused;  // slots
    std::vector<s4u::ActivityPtr> m_retired;
    std::vector<Ended> m_ended;
    std::set<s4u::Activity*> m_leaving;  // SimGrid's run() returns when something is in here
    Timer* m_timer = nullptr;
};

SimGridEngine::Inside::~Inside()
{
    for (std::uint32_t i = 0; i < m_slots.size(); ++i)
        cancel(i);
    if (m_timer != nullptr)
        std::exchange(m_timer, nullptr)->remove();
    m_leaving.clear();
    m_engine->run();  // lets SimGrid free what was cancelled
    s4u::Activity::set_vetoed_activities(nullptr);
}

/// SimGrid need not know who talks to whom: the table of paths knows it, and routes between all hosts would be its
/// square. So each direction of each flow link has a gate, and a transfer goes from that gate to the exit.
void SimGridEngine::Inside::build(const Platform& platform)
{
    s4u::NetZone* const zone = s4u::create_star_zone("platform");
    for (const HostSettings& host : platform.settings().hosts)
        m_hosts.push_back(zone->create_host("h" + std::to_string(m_hosts.size()), host.speed * kWorkPerCoreSecond)
                              ->set_core_count(static_cast<int>(host.cores))
                              ->seal());
    m_exit = zone->create_host("exit", kWorkPerCoreSecond)->seal();
    zone->add_route(nullptr, m_exit->get_netpoint(), nullptr, nullptr, {}, false);
    m_gates.resize(2 * platform.linkCount());
    for (std::size_t i = 0; i < m_gates.size(); ++i) {
        const LinkSettings& settings = platform.settings().links[i / 2];
        if (settings.mode != TransferMode::Flow)
            continue;
        const std::string name = std::to_string(i);
        s4u::Link* const link = zone->create_link("l" + name, settings.bandwidth)
                                    ->set_latency(toSeconds(settings.latency))
                                    ->seal();
        m_gates[i] = zone->create_host("g" + name, kWorkPerCoreSecond)->seal();
        zone->add_route(m_gates[i]->get_netpoint(), nullptr, nullptr, nullptr, {s4u::LinkInRoute(link)}, false);
    }
    zone->seal();
}

std::uint32_t SimGridEngine::Inside::startTransfer(std::size_t gate, double bytes, Completion& owner)
{
    const s4u::CommPtr transfer = s4u::Comm::sendto_init();
    transfer->set_payload_size(static_cast<std::uint64_t>(bytes));
    transfer->set_source(m_gates[gate]);  // reports a veto, because there is no destination yet
    m_leaving.erase(transfer.get());
    const std::uint32_t number = addSlot(transfer, owner);
    transfer->set_destination(m_exit);  // starts it
    return number;
}

std::uint32_t SimGridEngine::Inside::startExecution(HostId host, double coreSeconds, Completion& owner)
{
    const s4u::ExecPtr execution = s4u::Exec::init();
    execution->set_flops_amount(coreSeconds * kWorkPerCoreSecond)->set_host(m_hosts[host.value]);
    const std::uint32_t number = addSlot(execution, owner);
    execution->start();
    return number;
}

std::uint32_t SimGridEngine::Inside::addSlot(s4u::ActivityPtr activity, Completion& owner)
{
    m_retired.clear();
    if (m_unused.empty()) {
        m_unused.push_back(static_cast<std::uint32_t>(m_slots.size()));
        m_slots.emplace_back();
    }
    const std::uint32_t number = m_unused.back();
    m_unused.pop_back();
    activity->set_data(reinterpret_cast<void*>(std::uintptr_t{number}));
    m_slots[number] = {.activity = std::move(activity), .owner = &owner, .startedAt = s4u::Engine::get_clock()};
    return number;
}

void SimGridEngine::Inside::cancel(std::uint32_t number)
{
    forget(number);
    const s4u::ActivityPtr& activity = m_slots[number].activity;
    if (activity != nullptr && activity->get_state() != s4u::Activity::State::CANCELED)
        activity->cancel();  // SimGrid tells the end in its next round
}

double SimGridEngine::Inside::nextEvent()
{
    double wait = std::numeric_limits<double>::infinity();
    for (simgrid::kernel::resource::Model* const model : m_engine->get_all_models())
        if (const double next = model->next_occurring_event(s4u::Engine::get_clock()); next >= 0)
            wait = std::min(wait, next);
    return s4u::Engine::get_clock() + wait;
}

/// SimGrid goes on using the activity after this call, so it is let go of later.
void SimGridEngine::Inside::onEnd(const s4u::Activity& activity)
{
    if (activity.get_state() == s4u::Activity::State::CANCELED)
        return;  // told twice: by cancel(), and as a failure when SimGrid has taken notice
    const auto number = static_cast<std::uint32_t>(reinterpret_cast<std::uintptr_t>(activity.get_data<void>()));
    Slot& slot = m_slots[number];
    if (slot.owner != nullptr) {
        m_ended.push_back({.owner = slot.owner, .seconds = s4u::Engine::get_clock() - slot.startedAt});
        wakeAt(s4u::Engine::get_clock());
    }
    m_retired.push_back(std::move(slot.activity));
    slot = {};
    m_unused.push_back(number);
}

void SimGridEngine::Inside::takeEnded(std::vector<Ended>& list)
{
    list.clear();
    list.swap(m_ended);
}

void SimGridEngine::Inside::run()
{
    m_leaving.clear();
    wakeAt(s4u::Engine::get_clock());
    m_engine->run();
}

void SimGridEngine::Inside::wakeAt(double clock)
{
    if (m_timer != nullptr)
        m_timer->remove();
    m_timer = Timer::set(std::max(clock, s4u::Engine::get_clock()), [this] { onTimer(); });
}

/// SimGrid runs its timers before it tells what has ended at the same instant, and before it gives the share of what was
/// cancelled to others. Both come first here.
void SimGridEngine::Inside::onTimer()
{
    m_timer = nullptr;
    if (hasEndsToTell())
        wakeAt(std::nextafter(s4u::Engine::get_clock(), std::numeric_limits<double>::infinity()));
    else
        m_model.proceed();
}

bool SimGridEngine::Inside::hasEndsToTell() const
{
    const auto& models = m_engine->get_all_models();
    return std::any_of(models.begin(), models.end(), [](simgrid::kernel::resource::Model* model) {
        return !model->get_finished_action_set()->empty() || !model->get_failed_action_set()->empty();
    });
}

SimGridEngine::SimGridEngine(const Platform& platform, Model& model)
    : m_inside(std::make_unique<Inside>(platform, model))
{
}

SimGridEngine::~SimGridEngine() = default;

double SimGridEngine::clock() const
{
    return s4u::Engine::get_clock();
}

std::uint32_t SimGridEngine::startTransfer(const Path& path, double bytes, Completion& owner)
{
    return m_inside->startTransfer(2 * path.link.value + (path.isBackwards ? 1 : 0), bytes, owner);
}

std::uint32_t SimGridEngine::startExecution(HostId host, double coreSeconds, Completion& owner)
{
    return m_inside->startExecution(host, coreSeconds, owner);
}

void SimGridEngine::forget(std::uint32_t activity)
{
    m_inside->forget(activity);
}

void SimGridEngine::cancel(std::uint32_t activity)
{
    m_inside->cancel(activity);
}

double SimGridEngine::nextEvent()
{
    return m_inside->nextEvent();
}

void SimGridEngine::takeEnded(std::vector<Ended>& list)
{
    m_inside->takeEnded(list);
}

void SimGridEngine::run()
{
    m_inside->run();
}

void SimGridEngine::wakeAt(double clock)
{
    m_inside->wakeAt(clock);
}

void SimGridEngine::leave()
{
    m_inside->leave();
}

}  // namespace stormglass
