// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/short_script.h"

#include <sstream>

namespace stormglass::conformance {

namespace {

Json readMessages(const std::string& text)
{
    const std::size_t dots = text.find("..");
    if (text.starts_with("[") || text.starts_with("{"))
        return Json::parse(text);
    if (dots == std::string::npos)
        return Json::array({text});
    const std::size_t digit = text.find_first_of("0123456789");
    const std::string prefix = text.substr(0, digit);
    Json messages = Json::array();
    for (int i = std::stoi(text.substr(digit)); i <= std::stoi(text.substr(dots + 2 + prefix.size())); ++i)
        messages.push_back(prefix + std::to_string(i));
    return messages;
}

Json readStep(const std::string& line)
{
    std::istringstream in{line};
    std::string op;
    in >> op;
    Json step{{"op", op}};
    for (std::string field; in >> field;) {
        const std::size_t equals = field.find('=');
        const std::string key = field.substr(0, equals);
        const std::string text = field.substr(equals + 1);
        const Json value = Json::parse(text, nullptr, false);
        step[key] = key == "messages" ? readMessages(text) : value.is_discarded() ? Json(text) : value;
    }
    return step;
}

void complete(Json& step)
{
    static const std::set<std::string> kOnChannels{"declare-queue", "declare-exchange", "bind",         "unbind", "delete-queue",
                                                   "delete-exchange", "purge",          "confirm-mode", "prefetch", "publish", "get"};
    const std::string op = step.at("op").get<std::string>();
    if (op == "attach" && !step.contains("channel"))
        step["channel"] = step.at("consumer");
    if (kOnChannels.contains(op) && !step.contains("channel"))
        step["channel"] = "P";
    if (op == "declare-queue" && step.value("arguments", Json::object()).value("x-queue-type", "") == "quorum")
        step["durable"] = true;
}

std::string tellMessage(const Json& event)
{
    std::string text = event.at("id").get<std::string>() + (event.at("redelivered").get<bool>() ? "*" : "");
    const Json headers = event.value("headers", Json::object());
    if (headers.contains("x-delivery-count"))
        text += "(" + headers["x-delivery-count"].dump() + ")";
    std::string deaths;
    for (const Json& death : headers.value("x-death", Json::array()))
        deaths += (deaths.empty() ? "" : ",") + death.at("reason").get<std::string>() + "@" + death.at("queue").get<std::string>()
            + "=" + death.at("count").dump();
    return deaths.empty() ? text : text + "[" + deaths + "]";
}

std::string tellEvent(const Json& event)
{
    const std::string kind = event.at("event").get<std::string>();
    if (kind == "deliver")
        return event.at("consumer").get<std::string>() + ":" + tellMessage(event);
    if (kind == "get-ok")
        return event.at("channel").get<std::string>() + ":" + tellMessage(event);
    if (kind == "get-empty")
        return event.at("channel").get<std::string>() + ":-";
    if (kind == "return")
        return "<" + event.at("id").get<std::string>();
    if (kind == "channel-closed")
        return "!" + event.at("code").dump();
    if (kind == "connection-closed")
        return event.at("code").is_null() ? "!!" : "!!" + event.at("code").dump();
    if (kind == "consumer-cancelled")
        return "x" + event.at("consumer").get<std::string>();
    std::string text;
    if (kind == "confirm")
        for (const Json& id : event.at("ids"))
            text += (text.empty() ? "" : " ") + std::string{event.at("kind") == "ack" ? "+" : "-"} + id.get<std::string>();
    if (kind == "snapshot")
        for (const auto& [name, queue] : event.at("queues").items())
            text += (text.empty() ? "{" : " {") + name + " " + queue.at("ready").dump() + "/" + queue.at("unacked").dump() + "}";
    if (kind == "declare-ok")
        text = "ready=" + event.at("ready").dump();
    if (kind == "publish-stream-done")
        text = "confirmed=" + event.at("confirmed").dump() + " nacked=" + event.at("nacked").dump();
    if (kind == "drained")
        text = "distinct=" + event.at("distinct").dump();
    return text.empty() ? kind : text;
}

}  // namespace

Experiment readShortScript(const std::string& text)
{
    Experiment experiment{"short script", Json::array(), Json{{"trace", Json::array()}}, Json::object()};
    std::set<std::string> opened;
    const auto add = [&](Json step) {
        step["step"] = experiment.script.size() + 1;
        experiment.script.push_back(std::move(step));
    };
    std::istringstream in{text};
    for (std::string line; std::getline(in, line);) {
        if (line.find_first_not_of(' ') == std::string::npos)
            continue;
        Json step = readStep(line);
        complete(step);
        const std::string name = step.value(step.at("op") == "open" ? "connection" : "channel", std::string{});
        if (!name.empty() && opened.insert(name).second && step.at("op") != "open")
            add({{"op", "open"}, {"connection", name}});
        add(std::move(step));
    }
    return experiment;
}

std::string tell(const Player& player)
{
    std::string told;
    for (const Event& event : player.trace())
        told += (told.empty() ? "" : " ") + tellEvent(event.json);
    return told;
}

std::string playShortScript(const std::string& text)
{
    const Experiment experiment = readShortScript(text);
    Player player{experiment};
    player.play();
    return tell(player);
}

}  // namespace stormglass::conformance
