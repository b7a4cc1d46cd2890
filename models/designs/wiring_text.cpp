// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/designs/wiring_text.h"

#include "simcore/base/quantity_text.h"

namespace stormglass {
namespace {

std::string heading(const Handler& handler)
{
    if (const auto* request = std::get_if<Handler::OnRequest>(&handler.trigger))
        return handler.component + " on request " + request->operation;
    const auto& message = std::get<Handler::OnMessage>(handler.trigger);
    return handler.component + " on " + (message.event.empty() ? "any message" : message.event) + " from "
        + message.channel;
}

std::string linesOf(const Handler& handler)
{
    std::string text = "  " + heading(handler) + "\n" + toText(handler.body, 4);
    if (!handler.onFailure.empty())
        text += "  - if it fails\n" + toText(handler.onFailure, 4);
    return text;
}

std::string linesOf(const spec::Channel& channel)
{
    return "  " + channel.name + " on " + channel.broker + " ("
        + std::string(spec::channelKinds()[channel.settings.index()].kind) + ")\n";
}

std::string linesOf(const FlowEntry& entry)
{
    return "  " + entry.flow + ": request " + entry.operation + " to " + entry.component + "; places to ask: "
        + std::to_string(entry.placesToAsk) + "\n";
}

std::string linesOf(const SagaPlan& saga)
{
    std::string text = "  " + saga.flow + " directed by " + saga.orchestrator + "\n";
    for (const SagaPlan::Command& command : saga.commands) {
        text += "    " + command.step + ":";
        text += command.doEvent.empty() ? " done before" : " " + command.doEvent;
        text += command.undoEvent.empty() ? "" : ", " + command.undoEvent;
        text += command.channel.empty() ? "" : " to " + command.channel;
        text += command.hasReply || command.doEvent.empty() ? "" : "; not waited for";
        text += "\n";
    }
    return text;
}

std::string linesOf(const Subscription& subscription)
{
    return "  " + subscription.component + " gets " + subscription.channel
        + (subscription.from > Duration::zero() ? " from " + toText(subscription.from) + " on" : "") + "\n";
}

template <class Item>
std::string section(const std::string& title, const std::vector<Item>& items)
{
    if (items.empty())
        return {};
    std::string text = title + "\n";
    for (const Item& item : items)
        text += linesOf(item);
    return text;
}

bool usesOutbox(const spec::Program& program);

bool usesOutbox(const spec::Statement& statement)
{
    if (const auto* emit = std::get_if<spec::EmitEvent>(&statement.action))
        return emit->throughOutbox;
    if (const auto* attempt = std::get_if<spec::Attempt>(&statement.action))
        return usesOutbox(attempt->program) || usesOutbox(attempt->onFailure);
    return false;
}

bool usesOutbox(const spec::Program& program)
{
    for (const spec::Statement& statement : program) {
        if (usesOutbox(statement))
            return true;
    }
    return false;
}

std::string outboxLine(const Wiring& wiring)
{
    for (const Handler& handler : wiring.handlers) {
        if (usesOutbox(handler.body) || usesOutbox(handler.onFailure))
            return (wiring.outbox.relay == spec::OutboxRelay::Poller ? "outbox\n  a relay looks every "
                                                                     : "outbox\n  a connector hands on the log every ") + toText(wiring.outbox.pollInterval) + " and takes up to "
                + std::to_string(wiring.outbox.batch) + " rows\n";
    }
    return {};
}

}  // namespace

std::string toText(const Wiring& wiring)
{
    return (wiring.design.empty() ? "no design\n" : "design " + wiring.design + "\n")
        + section("entries", wiring.entries) + section("channels", wiring.channels)
        + section("subscriptions", wiring.subscriptions) + section("sagas", wiring.sagas) + outboxLine(wiring)
        + section("handlers", wiring.handlers);
}

}  // namespace stormglass
