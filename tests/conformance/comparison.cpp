// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/comparison.h"

#include <algorithm>

namespace stormglass::conformance {

namespace {

/// What was seen within one step, by where an order is defined.
using Seen = std::map<std::string, std::vector<std::string>>;

/// Of the recorded events: where each consumer is attached by then, and which numbers are open.
class Context {
public:
    explicit Context(const Experiment& experiment) : m_experiment(experiment) { }

    /// "channel queue" of that consumer in that step.
    [[nodiscard]] std::string sourceOf(const std::string& consumer, int step) const
    {
        std::string source;
        for (const Json& one : m_experiment.script)
            if (one.at("op") == "attach" && one.at("consumer") == consumer && one.at("step").get<int>() <= step)
                source = one.at("channel").get<std::string>() + " " + one.at("queue").get<std::string>();
        return source;
    }

    /// Ids behind a confirm, of messages that the script has published up to that step.
    [[nodiscard]] std::vector<std::string> covered(const Json& confirm, int step)
    {
        const std::string channel = confirm.at("channel").get<std::string>();
        openUpTo(step);
        std::map<std::int64_t, std::string>& open = m_open[channel];
        const std::int64_t number = confirm.at("seq").get<std::int64_t>();
        const auto first = confirm.at("multiple").get<bool>() ? open.begin() : open.find(number);
        const auto last = open.upper_bound(number);
        std::vector<std::string> ids;
        for (auto one = first; one != last && first != open.end(); ++one)
            ids.push_back(std::to_string(one->first) + ":" + one->second);
        if (first != open.end())
            open.erase(first, last);
        return ids;
    }

private:
    void openUpTo(int step)
    {
        for (; m_next < m_experiment.script.size(); ++m_next) {
            const Json& one = m_experiment.script[m_next];
            if (one.at("step").get<int>() > step)
                return;
            if (one.at("op") == "open")
                m_numbers[one.at("connection").get<std::string>()] = 0, m_open[one.at("connection").get<std::string>()].clear();
            if (one.at("op") == "confirm-mode")
                m_confirming[one.at("channel").get<std::string>()] = true;
            if (one.at("op") == "publish" && m_confirming[one.at("channel").get<std::string>()])
                openBurst(one);
        }
    }
    void openBurst(const Json& step)
    {
        const std::string channel = step.at("channel").get<std::string>();
        const auto add = [&](const std::string& id) { m_open[channel].emplace(++m_numbers[channel], id); };
        const Json& messages = step.at("messages");
        if (messages.is_object())
            for (std::int64_t i = messages.at("from").get<std::int64_t>(); i <= messages.at("to").get<std::int64_t>(); ++i)
                add(messages.at("prefix").get<std::string>() + std::to_string(i));
        else
            for (const Json& message : messages)
                add(message.is_string() ? message.get<std::string>() : message.at("id").get<std::string>());
    }

    const Experiment& m_experiment;
    std::size_t m_next = 0;
    std::map<std::string, bool> m_confirming;
    std::map<std::string, std::int64_t> m_numbers;
    std::map<std::string, std::map<std::int64_t, std::string>> m_open;
};

/// What is not compared of this experiment, since the recording has only a summary of it.
struct Omissions {
    bool messages = false;    ///< Single fetches and confirms.
    bool deliveries = false;  ///< In which step they fell.
    bool counts = false;      ///< Of snapshots.
    bool frames = true;

    explicit Omissions(const Experiment& experiment)
        : messages(experiment.observed.contains("summary_each_run"))
        , deliveries(experiment.observed.contains("deliveries_by_consumer_each_run")
                     && experiment.runs.value("differences", Json{}).is_string())
        , counts(messages && !experiment.runs.value("identical", true))
        , frames(!experiment.runs.value("confirm_frames_identical", false) || experiment.observed.contains("confirm_frames_each_run"))
    {
    }
};

std::string keyOf(const Json& event)
{
    for (const char* const key : {"consumer", "channel", "connection", "queue"})
        if (event.contains(key))
            return event.at("event").get<std::string>() + " " + event.at(key).get<std::string>();
    return event.at("event").get<std::string>();
}

void addEvent(Seen& seen, Json event, const std::string& source, const Omissions& omits, Context& context, int step)
{
    event.erase("step");
    event.erase("t_ms");
    const std::string kind = event.at("event").get<std::string>();
    if (kind == "confirm") {
        if (omits.messages)
            return;
        const std::string channel = event.at("channel").get<std::string>();
        for (const std::string& id : context.covered(event, step))
            seen["confirms of " + channel].push_back(event.at("kind").get<std::string>() + " " + id);
        event.erase("ids");
        if (!omits.frames)
            seen["frames of " + channel].push_back(event.dump());
        return;
    }
    if ((kind == "get-ok" && omits.messages) || (kind == "deliver" && omits.deliveries))
        return;
    if (kind == "snapshot" && omits.counts)
        for (Json& queue : event.at("queues"))
            queue = nullptr;
    if (kind == "step-impossible")
        event = {{"event", kind}};
    if (kind == "purge-ok") {  // whatever the number is called
        Json count;
        for (const Json& field : event)
            count = field.is_number() ? field : count;
        event = {{"event", kind}, {"queue", event.value("queue", "")}, {"messages", count}};
    }
    if (kind == "deliver")
        seen["deliveries " + source].push_back(event.dump());
    else if (kind.starts_with("get-"))
        seen["fetches of " + event.at("channel").get<std::string>()].push_back(event.dump());
    else
        seen[keyOf(event)].push_back(event.dump());
}

void sortConfirms(Seen& seen)
{
    for (auto& [where, events] : seen)
        if (where.starts_with("confirms of "))
            std::ranges::sort(events);
}

std::optional<std::string> differenceOf(const Seen& expected, const Seen& shown)
{
    std::map<std::string, bool> places;
    for (const Seen* one : {&expected, &shown})
        for (const auto& [where, events] : *one)
            places[where] = true;
    for (const auto& [where, ignored] : places) {
        const auto expectedAt = expected.find(where);
        const auto shownAt = shown.find(where);
        const std::vector<std::string> none;
        const std::vector<std::string>& wanted = expectedAt == expected.end() ? none : expectedAt->second;
        const std::vector<std::string>& got = shownAt == shown.end() ? none : shownAt->second;
        const auto [want, have] = std::ranges::mismatch(wanted, got);
        if (want != wanted.end() || have != got.end())
            return where + ", place " + std::to_string(want - wanted.begin() + 1) + ": expected "
                + (want == wanted.end() ? "nothing" : *want) + " got " + (have == got.end() ? "nothing" : *have);
    }
    return std::nullopt;
}

Seen seenIn(const Json& events, int step, const Omissions& omits, Context& context)
{
    Seen seen;
    for (const Json& event : events)
        addEvent(seen, event, event.at("event") == "deliver" ? context.sourceOf(event.at("consumer"), step) : "", omits, context, step);
    sortConfirms(seen);
    return seen;
}

/// Of the runs of the broker that were like none of the others in that step.
std::vector<Json> otherRuns(const Experiment& experiment, int step)
{
    std::vector<Json> runs;
    const Json differences = experiment.runs.value("differences", Json{});
    if (differences.is_array())
        for (const Json& difference : differences)
            if (difference.value("step", -1) == step)
                for (const Json& run : difference.at("runs")) {
                    Json events = Json::array();
                    for (const Json& some : run)
                        events.insert(events.end(), some.begin(), some.end());
                    runs.push_back(events);
                }
    return runs;
}

std::optional<std::string> compareSteps(const Experiment& experiment, const Player& player)
{
    const Omissions omits{experiment};
    Context recorded{experiment};
    Context played{experiment};
    for (const Json& one : experiment.script) {
        const int step = one.at("step").get<int>();
        Json events = Json::array();
        for (const Json& event : experiment.observed.at("trace"))
            if (event.at("step") == step)
                events.push_back(event);
        Seen shown;
        for (const Event& event : player.trace())
            if (event.step == step)
                addEvent(shown, event.json, event.source, omits, played, step);
        sortConfirms(shown);
        std::optional<std::string> difference = differenceOf(seenIn(events, step, omits, recorded), shown);
        for (const Json& run : otherRuns(experiment, step)) {
            Context copy = recorded;
            if (difference && !differenceOf(seenIn(run, step, omits, copy), shown))
                difference.reset();
        }
        if (difference)
            return placeOf(one) + ": " + *difference;
    }
    return std::nullopt;
}

/// Numbers must lie within what the runs showed; anything else must be as in one of them. What is not told is not compared.
std::optional<std::string> compareFigures(const std::string& what, const Json& runs, const Json& figures)
{
    for (const auto& [key, value] : figures.items()) {
        std::vector<Json> told;
        for (const Json& run : runs)
            if (run.contains(key) && !run.at(key).is_null())
                told.push_back(run.at(key));
        if (told.empty())
            continue;
        const auto [least, most] = std::ranges::minmax(told);
        const bool isWithin = value.is_number() ? value >= least && value <= most : std::ranges::find(told, value) != told.end();
        if (!isWithin)
            return what + ": " + key + ": expected " + least.dump() + " to " + most.dump() + " got " + value.dump();
    }
    return std::nullopt;
}

Json survivorsOf(const Experiment& experiment, const Player& player)
{
    std::vector<std::string> published;
    for (const Json& step : experiment.script)
        if (step.at("op") == "publish" && step.at("messages").is_object())
            for (std::int64_t i = step["messages"].at("from").get<std::int64_t>(); i <= step["messages"].at("to").get<std::int64_t>(); ++i)
                published.push_back(step["messages"].at("prefix").get<std::string>() + std::to_string(i));
    std::vector<std::string> survived;
    for (const Event& event : player.trace())
        if (event.json.at("event") == "get-ok")
            survived.push_back(event.json.at("id").get<std::string>());
    const std::set<std::string> there{survived.begin(), survived.end()};
    const auto& acked = player.confirmedIds().acked;
    const std::set<std::string> confirmed{acked.begin(), acked.end()};
    std::vector<std::string> expected;
    std::size_t lost = 0;
    for (const std::string& id : published) {
        if (there.contains(id))
            expected.push_back(id);
        lost += confirmed.contains(id) && !there.contains(id) ? 1 : 0;
    }
    return {{"confirmed", confirmed.size()},
            {"survived", there.size()},
            {"confirmed_but_lost", lost},
            {"order_kept", expected == survived}};
}

std::optional<std::string> compareDeliveries(const Json& runs, const Player& player)
{
    std::map<std::string, std::vector<std::string>> byConsumer;
    for (const Event& event : player.trace())
        if (event.json.at("event") == "deliver")
            byConsumer[event.json.at("consumer").get<std::string>()].push_back(
                event.json.at("id").get<std::string>() + (event.json.at("redelivered").get<bool>() ? "*" : ""));
    Json counts = Json::object();
    Json lists = Json::object();
    for (const auto& [consumer, ids] : byConsumer) {
        counts[consumer] = {{"count", ids.size()}, {"first", ids.front()}, {"last", ids.back()}};
        lists[consumer] = ids;
    }
    for (const Json& run : runs)
        if (run == counts || run == lists)
            return std::nullopt;
    return "deliveries by consumer: expected one of " + runs.dump() + " got " + counts.dump();
}

}  // namespace

std::optional<std::string> findDifference(const Experiment& experiment, const Player& player)
{
    const Json& observed = experiment.observed;
    std::optional<std::string> difference = compareSteps(experiment, player);
    if (!difference && observed.contains("stream_each_run"))
        difference = compareFigures("stream", observed.at("stream_each_run"), player.streamFigures());
    if (!difference && observed.contains("summary_each_run"))
        difference = compareFigures("summary", observed.at("summary_each_run"), survivorsOf(experiment, player));
    if (!difference && Omissions{experiment}.deliveries)
        difference = compareDeliveries(observed.at("deliveries_by_consumer_each_run"), player);
    return difference;
}

}  // namespace stormglass::conformance
