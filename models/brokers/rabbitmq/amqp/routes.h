// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Exchanges, bindings, and which queues a message goes to.
#pragma once

#include "models/brokers/rabbitmq/amqp/message.h"

#include <functional>
#include <set>

namespace stormglass::rabbitmq::amqp {

enum class ExchangeType { Direct, Fanout, Topic, Headers };

[[nodiscard]] constexpr std::string_view nameOf(ExchangeType type)
{
    constexpr std::array<std::string_view, 4> kNames{"direct", "fanout", "topic", "headers"};
    return kNames[static_cast<std::size_t>(type)];
}
[[nodiscard]] std::optional<ExchangeType> findExchangeType(std::string_view name);

struct Exchange {
    std::string name;
    ExchangeType type = ExchangeType::Direct;
    bool isDurable = false;
    bool isAutoDelete = false;
    bool isInternal = false;
    Table arguments{};

    /// Where a message goes that no binding takes.
    [[nodiscard]] const std::string* alternate() const
    {
        const Value* const field = findField(arguments, "alternate-exchange");
        return field == nullptr ? nullptr : field->text();
    }
};

/// Two bindings that differ in any field are two.
struct Binding {
    std::string source;
    bool isToExchange = false;
    std::string destination;
    std::string key;
    Table arguments{};
    bool operator==(const Binding&) const = default;
};

/// The names are unique. The exchange "" routes to the queue of the routing key, whether there is one or not.
class Routes {
public:
    /// With those that every virtual host has.
    Routes();

    [[nodiscard]] const Exchange* findExchange(std::string_view name) const;
    /// Precondition: there is none of that name.
    void add(Exchange exchange);
    /// With its bindings, and exchanges that go with the last of theirs.
    void removeExchange(const std::string& name);
    /// Precondition: both ends exist. Does nothing if there is such a binding.
    void bind(Binding binding);
    void unbind(const Binding& binding);
    void removeQueue(const std::string& name);
    /// At a restart. A binding goes with either of its ends.
    void removeTransient(const std::function<bool(const std::string&)>& isQueueThere);
    [[nodiscard]] bool hasBindings(const std::string& exchange) const;

    /// Names of queues in order, each once, whether they exist or not. Precondition: the exchange exists.
    [[nodiscard]] std::set<std::string> route(const std::string& exchange, const Message& message) const;

private:
    [[nodiscard]] std::vector<const Binding*> match(const Exchange& exchange, const Message& message) const;
    void removeBindings(const std::function<bool(const Binding&)>& isMeant);

    std::map<std::string, Exchange, std::less<>> m_exchanges;
    std::vector<Binding> m_bindings;
};

/// Whether an exchange of that type passes a message on to that binding.
[[nodiscard]] bool takes(ExchangeType type, const Binding& binding, const Message& message);

}  // namespace stormglass::rabbitmq::amqp
