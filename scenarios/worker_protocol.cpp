// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/worker_protocol.h"

#include "scenarios/frame_json.h"
#include "scenarios/json_text.h"
#include "scenarios/results_json.h"

#include <nlohmann/json.hpp>

namespace stormglass {
namespace {

std::string line(const Json& message) { return message.dump() + '\n'; }

Json toMessage(const Progress& progress)
{
    return {{"type", "progress"}, {"fraction", progress.fraction}, {"simulated", progress.simulatedSeconds}};
}

Json toMessage(const results::RunResult& result) { return {{"type", "result"}, {"result", toJson(result)}}; }

Json toMessage(const char* type, const std::vector<Issue>& problems)
{
    Json issues = Json::array();
    for (const Issue& issue : problems)
        issues.push_back({{"pointer", issue.pointer}, {"message", issue.message}});
    return {{"type", type}, {"issues", std::move(issues)}};
}

Json toMessage(const Rejection& rejection) { return toMessage("error", rejection.issues); }
Json toMessage(const Refused& refused) { return toMessage("refused", refused.issues); }
Json toMessage(const Injected& injected) { return {{"type", "injected"}, {"fault", Json::parse(injected.fault)}}; }

Json toMessage(const Mended& mended)
{
    return {{"type", "mended"}, {"fault", mended.fault}, {"simulated", mended.simulatedSeconds}};
}

Json toMessage(const Breakdown& breakdown) { return {{"type", "failed"}, {"message", breakdown.message}}; }

Json withType(const char* type, const Json& members)
{
    Json message{{"type", type}};
    message.update(members);
    return message;
}

Json toMessage(const results::Roster& roster) { return withType("roster", toJson(roster)); }
Json toMessage(const results::WiringView& wiring) { return withType("wiring", toJson(wiring)); }
std::string toMessage(const results::Frame& frame) { return toText(frame); }

std::string closed(const Json& message) { return line(message); }
std::string closed(std::string message) { return std::move(message += '\n'); }

/// The text of a member; empty if there is none.
std::string textOf(const Json& object, const char* key)
{
    const auto member = object.find(key);
    return member != object.end() && member->is_string() ? member->get<std::string>() : std::string();
}

double numberIn(const Json& object, const char* key)
{
    const auto member = object.find(key);
    return member != object.end() && member->is_number() ? member->get<double>() : 0.0;
}

Result<Json> readMessage(std::string_view text)
{
    Json message;
    const std::vector<JsonProblem> problems = readJson(text, message);
    if (!problems.empty())
        return Failure{problems.front().message};
    if (!message.is_object())
        return Failure{"expected an object"};
    return message;
}

/// Members that the engine reads: what they hold is text again. Nothing if a member is of another type.
std::optional<std::string> partOf(const Json& message, const char* key, Json::value_t type)
{
    const auto member = message.find(key);
    if (member == message.end())
        return std::string();
    return member->type() == type ? std::optional(member->dump()) : std::nullopt;
}

/// Nothing if it is no list of texts.
std::optional<std::vector<std::string>> namesOf(const Json& message, const char* key)
{
    std::vector<std::string> names;
    const auto member = message.find(key);
    if (member == message.end())
        return names;
    if (!member->is_array())
        return std::nullopt;
    for (const Json& name : *member) {
        if (!name.is_string())
            return std::nullopt;
        names.push_back(name.get<std::string>());
    }
    return names;
}

/// Nothing if the pace or the span of frames is no number from 0 to a million; 0 if there is none.
std::optional<double> rateOf(const Json& message, const char* key)
{
    constexpr double kMost = 1e6;
    const auto rate = message.find(key);
    if (rate == message.end())
        return 0.0;
    const bool isRight = rate->is_number() && rate->get<double>() >= 0 && rate->get<double>() <= kMost;
    return isRight ? std::optional(rate->get<double>()) : std::nullopt;
}

Failure wrongRate(const char* what) { return Failure{"expected a " + std::string(what) + " from 0 to 1000000"}; }

Result<Order> toRunOrder(const Json& message)
{
    const auto scenario = partOf(message, "scenario", Json::value_t::object);
    const auto chaos = partOf(message, "chaos", Json::value_t::array);
    const auto figures = namesOf(message, "figures");
    const auto pace = rateOf(message, "pace");
    const auto watch = rateOf(message, "watch");
    const auto live = message.find("live");
    if (!pace || !watch)
        return wrongRate(!pace ? "pace" : "watch");
    if (live != message.end() && !live->is_boolean())
        return Failure{"expected true or false as live"};
    if (!scenario || !chaos || !figures)
        return Failure{!scenario ? "expected a scenario, as an object"
                           : !chaos ? "expected faults as chaos, as an array"
                                    : "expected names as figures, as an array"};
    RunOrder order{.scenario = *scenario, .design = textOf(message, "design"), .chaos = *chaos, .figures = *figures,
                   .isLive = live != message.end() && live->get<bool>(), .pace = *pace, .watch = *watch};
    const std::pair<const char*, std::int64_t*> numbers[]
        = {{"replication", &order.replication}, {"traced_flows", &order.tracedFlows}};
    for (const auto& [key, target] : numbers) {
        const auto number = message.find(key);
        if (number == message.end())
            continue;
        if (!number->is_number_unsigned() || number->get<std::uint64_t>() > 1'000'000)
            return Failure{"expected a number from 0 to 1000000 as " + std::string(key)};
        *target = number->get<std::int64_t>();
    }
    return Order{order};
}

Result<Order> toLiveOrder(const Json& message, const std::string& type)
{
    LiveOrder order{.line = line(message)};
    if (type == "pause" || type == "pace") {
        const std::optional<double> pace = type == "pause" ? -1 : rateOf(message, "pace");
        const std::optional<double> watch = rateOf(message, "watch");
        if (!watch || !pace || !(type == "pause" || message.contains("pace")))
            return wrongRate(!watch ? "watch" : "pace");
        order.pace = *pace;
        if (message.contains("watch"))
            order.watch = watch;
    } else if (type == "step") {
        order.kind = LiveOrder::Kind::Step;
    } else if (type == "mend") {
        order.kind = LiveOrder::Kind::Mend;
        order.fault = textOf(message, "fault");
        if (order.fault.empty())
            return Failure{"expected the name of a fault"};
    } else {
        order.kind = LiveOrder::Kind::Inject;
        const auto fault = partOf(message, "fault", Json::value_t::object);
        if (!fault || fault->empty())
            return Failure{"expected a fault, as an object"};
        order.fault = *fault;
    }
    return Order{order};
}

Result<Order> toWireOrder(const Json& message)
{
    const auto scenario = partOf(message, "scenario", Json::value_t::object);
    if (!scenario)
        return Failure{"expected a scenario, as an object"};
    return Order{WireOrder{*scenario, textOf(message, "design")}};
}

template <class T>
Result<Reply> toReply(Result<T> read)
{
    if (!read)
        return Failure{read.message()};
    return Reply{std::move(read).value()};
}

/// The scenario is text already, and may be large.
std::string withParts(const Json& message, const std::string& chaos, const std::string& scenario)
{
    std::string text = message.dump();
    text.pop_back();
    if (!chaos.empty())
        text += ",\"chaos\":" + chaos;
    if (!scenario.empty())
        text += ",\"scenario\":" + scenario;
    return text + "}\n";
}

template <class Complaint>
Complaint toComplaint(const Json& message)
{
    Complaint rejection;
    const auto issues = message.find("issues");
    if (issues != message.end() && issues->is_array()) {
        for (const Json& issue : *issues) {
            if (issue.is_object())
                rejection.issues.push_back({textOf(issue, "pointer"), textOf(issue, "message")});
        }
    }
    return rejection;
}

}  // namespace

bool isLast(const Reply& reply)
{
    return std::holds_alternative<results::RunResult>(reply) || std::holds_alternative<Rejection>(reply)
        || std::holds_alternative<Breakdown>(reply) || std::holds_alternative<results::WiringView>(reply);
}

std::string toLine(const Order& order)
{
    if (std::holds_alternative<CancelOrder>(order))
        return line({{"type", "cancel"}});
    if (const auto* live = std::get_if<LiveOrder>(&order))
        return live->line;
    if (const auto* wire = std::get_if<WireOrder>(&order))
        return withParts({{"type", "wire"}, {"design", wire->design}}, {}, wire->scenario);
    const auto& run = std::get<RunOrder>(order);
    Json message{{"type", "run"}, {"design", run.design}, {"replication", run.replication}, {"traced_flows", run.tracedFlows}};
    if (!run.figures.empty())
        message["figures"] = run.figures;
    if (run.isLive) {
        message["live"] = true;
        message["pace"] = run.pace;
    }
    if (run.watch > 0)
        message["watch"] = run.watch;
    return withParts(message, run.chaos, run.scenario);
}

std::string toLine(const Reply& reply)
{
    return std::visit([](const auto& message) { return closed(toMessage(message)); }, reply);
}

Result<Order> readOrder(std::string_view text)
{
    const Result<Json> message = readMessage(text);
    if (!message)
        return Failure{message.message()};
    const std::string type = textOf(message.value(), "type");
    if (type == "run")
        return toRunOrder(message.value());
    if (type == "cancel")
        return Order{CancelOrder{}};
    if (type == "wire")
        return toWireOrder(message.value());
    if (type == "inject" || type == "mend" || type == "pace" || type == "pause" || type == "step")
        return toLiveOrder(message.value(), type);
    return Failure{"expected the type run, cancel, inject, mend, pace, pause, step or wire, found \"" + type + "\""};
}

Result<Reply> readReply(std::string_view text)
{
    Result<Json> read = readMessage(text);
    if (!read)
        return Failure{read.message()};
    const Json& message = read.value();
    const std::string type = textOf(message, "type");
    if (type == "progress")
        return Reply{Progress{numberIn(message, "fraction"), numberIn(message, "simulated")}};
    if (type == "error")
        return Reply{toComplaint<Rejection>(message)};
    if (type == "refused")
        return Reply{toComplaint<Refused>(message)};
    if (type == "injected")
        return Reply{Injected{message.value("fault", Json::object()).dump()}};
    if (type == "mended")
        return Reply{Mended{textOf(message, "fault"), numberIn(message, "simulated")}};
    if (type == "failed")
        return Reply{Breakdown{textOf(message, "message")}};
    if (type == "roster")
        return toReply(readRoster(message));
    if (type == "frame")
        return toReply(readFrame(message));
    if (type == "wiring")
        return toReply(readWiring(message));
    if (type != "result")
        return Failure{"expected a reply, found the type \"" + type + "\""};
    return toReply(readRunResult(message.value("result", Json())));
}

}  // namespace stormglass
