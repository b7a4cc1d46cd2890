// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/brokers/rabbitmq/amqp/queue_arguments.h"

#include <charconv>
#include <span>

namespace stormglass::rabbitmq::amqp {

namespace {

using Check = std::optional<std::string> (*)(const Value&, const Table&);

/// What the client encodes an integer as, and what the broker calls it.
std::string_view typeName(const Value& value)
{
    constexpr std::array<std::string_view, 7> kNames{"void", "bool", "signedint", "double", "longstr", "array", "table"};
    return kNames[value.content.index()];
}

/// A term of the broker's language.
std::string term(const Value& value)
{
    if (const auto* flag = std::get_if<bool>(&value.content))
        return *flag ? "true" : "false";
    if (value.integer() != nullptr)
        return std::to_string(*value.integer());
    return value.text() != nullptr ? *value.text() : std::string{typeName(value)};
}

std::optional<std::string> checkInteger(const Value& value, const Table&)
{
    if (value.integer() != nullptr)
        return std::nullopt;
    return "\"expected integer, got " + std::string{typeName(value)} + "\"";
}

std::optional<std::string> checkCount(const Value& value, const Table& all)
{
    if (auto bad = checkInteger(value, all))
        return bad;
    if (*value.integer() < 0)
        return "{value_negative," + term(value) + "}";
    return std::nullopt;
}

/// Milliseconds, at most ten years (rabbit_misc, check_expiry).
std::optional<std::string> checkTime(const Value& value, const Table& all)
{
    constexpr std::int64_t kLongest = 315'360'000'000;
    if (auto bad = checkCount(value, all))
        return bad;
    if (*value.integer() > kLongest)
        return "{value_too_large," + term(value) + "}";
    return std::nullopt;
}

std::optional<std::string> checkExpires(const Value& value, const Table& all)
{
    if (value.integer() != nullptr && *value.integer() == 0)
        return "{value_zero,0}";
    return checkTime(value, all);
}

std::optional<std::string> checkPriority(const Value& value, const Table& all)
{
    constexpr std::int64_t kHighest = 255;
    if (auto bad = checkCount(value, all))
        return bad;
    if (*value.integer() > kHighest)
        return "{max_value_exceeded," + term(value) + "}";
    return std::nullopt;
}

std::optional<std::string> checkText(const Value& value, const Table&)
{
    if (value.text() != nullptr)
        return std::nullopt;
    return "{unacceptable_type," + std::string{typeName(value)} + "}";
}

std::optional<std::string> checkDeadLetterKey(const Value& value, const Table& all)
{
    if (value.text() != nullptr && findField(all, "x-dead-letter-exchange") == nullptr)
        return "routing_key_but_no_dlx_defined";
    return checkText(value, all);
}

std::optional<std::string> checkFlag(const Value& value, const Table&)
{
    if (std::holds_alternative<bool>(value.content))
        return std::nullopt;
    return "{unacceptable_type," + std::string{typeName(value)} + "}";
}

std::optional<std::string> checkChoice(const Value& value, std::span<const std::string_view> choices, const std::string& other)
{
    if (value.text() == nullptr)
        return "{unacceptable_type," + std::string{typeName(value)} + "}";
    if (std::ranges::find(choices, *value.text()) != choices.end())
        return std::nullopt;
    return other;
}

std::optional<std::string> checkOverflow(const Value& value, const Table&)
{
    constexpr std::array<std::string_view, 3> kChoices{"drop-head", "reject-publish", "reject-publish-dlx"};
    return checkChoice(value, kChoices, "invalid_overflow");
}

std::optional<std::string> checkStrategy(const Value& value, const Table&)
{
    constexpr std::array<std::string_view, 2> kChoices{"at-most-once", "at-least-once"};
    return checkChoice(value, kChoices, "invalid_dlx_strategy");
}

std::optional<std::string> checkMode(const Value& value, const Table&)
{
    constexpr std::array<std::string_view, 2> kChoices{"default", "lazy"};
    return checkChoice(value, kChoices, "\"unsupported queue mode '" + term(value) + "'\"");
}

std::optional<std::string> checkType(const Value& value, const Table&)
{
    constexpr std::array<std::string_view, 3> kChoices{"classic", "quorum", "stream"};
    return checkChoice(value, kChoices, "\"unsupported queue type '" + term(value) + "'\"");
}

std::optional<std::string> checkVersion(const Value& value, const Table& all)
{
    if (auto bad = checkCount(value, all))
        return bad;
    if (*value.integer() < 1 || *value.integer() > 2)
        return "\"unsupported queue version '" + term(value) + "'\"";
    return std::nullopt;
}

struct ArgumentKind {
    std::string_view name;
    Check check = nullptr;
    bool isClassic = true;
    bool isQuorum = true;
    bool isCompared = true;  ///< When a queue is declared again.
};

/// In the order in which the broker looks (rabbit_amqqueue, declare_args; the capabilities of each queue type).
constexpr std::array kKinds{
    ArgumentKind{"x-expires", checkExpires},
    ArgumentKind{"x-message-ttl", checkTime},
    ArgumentKind{"x-dead-letter-exchange", checkText},
    ArgumentKind{"x-dead-letter-routing-key", checkDeadLetterKey},
    ArgumentKind{"x-dead-letter-strategy", checkStrategy, false},
    ArgumentKind{"x-max-length", checkCount},
    ArgumentKind{"x-max-length-bytes", checkCount},
    ArgumentKind{"x-max-in-memory-length", checkCount, false},
    ArgumentKind{"x-max-in-memory-bytes", checkCount, false},
    ArgumentKind{"x-max-priority", checkPriority, true, false},
    ArgumentKind{"x-overflow", checkOverflow},
    ArgumentKind{"x-queue-mode", checkMode, true, false},
    ArgumentKind{"x-queue-version", checkVersion, true, false},
    ArgumentKind{"x-single-active-consumer", checkFlag},
    ArgumentKind{"x-queue-type", checkType},
    ArgumentKind{"x-quorum-initial-group-size", checkCount, false},
    ArgumentKind{"x-delivery-limit", nullptr, false, true, false},
    ArgumentKind{"x-queue-leader-locator", nullptr, false, true, false},
    ArgumentKind{"x-queue-master-locator", nullptr, true, false, false},
    ArgumentKind{"x-max-age", nullptr, false, false, false},
    ArgumentKind{"x-stream-max-segment-size-bytes", nullptr, false, false, false},
    ArgumentKind{"x-initial-cluster-size", nullptr, false, false, false},
};

std::string queueTitle(const std::string& name) { return "queue '" + name + "' in vhost '/'"; }

bool isQuorum(const Table& arguments)
{
    const Value* const type = findField(arguments, "x-queue-type");
    return type != nullptr && type->text() != nullptr && *type->text() == "quorum";
}

std::optional<std::string> checkOne(const std::string& queue, const Table& arguments, const ArgumentKind& kind)
{
    const Value* const value = findField(arguments, kind.name);
    if (value == nullptr || kind.check == nullptr)
        return std::nullopt;
    const std::optional<std::string> bad = kind.check(*value, arguments);
    if (!bad)
        return std::nullopt;
    return "invalid arg '" + std::string{kind.name} + "' for " + queueTitle(queue) + ": " + *bad;
}

std::optional<std::int64_t> findNumber(const Table& arguments, std::string_view name)
{
    const Value* const value = findField(arguments, name);
    return value == nullptr || value->integer() == nullptr ? std::nullopt : std::optional{*value->integer()};
}

std::optional<std::string> findText(const Table& arguments, std::string_view name)
{
    const Value* const value = findField(arguments, name);
    return value == nullptr || value->text() == nullptr ? std::nullopt : std::optional{*value->text()};
}

std::optional<Duration> findTime(const Table& arguments, std::string_view name)
{
    const std::optional<std::int64_t> number = findNumber(arguments, name);
    return number ? std::optional<Duration>{std::chrono::milliseconds{*number}} : std::nullopt;
}

/// As the broker tells it in a comparison in which the other side has none.
std::string typedTerm(const Value* value)
{
    if (value == nullptr)
        return "none";
    return "the value '" + term(*value) + "' of type '" + std::string{typeName(*value)} + "'";
}

}  // namespace

std::optional<std::string> findBadArgument(const std::string& queue, const Table& arguments)
{
    for (const ArgumentKind& kind : kKinds)
        if (kind.name == "x-queue-type")
            if (auto bad = checkOne(queue, arguments, kind))
                return bad;
    const bool quorum = isQuorum(arguments);
    for (const ArgumentKind& kind : kKinds)
        if (quorum ? kind.isQuorum : kind.isClassic)
            if (auto bad = checkOne(queue, arguments, kind))
                return bad;
    for (const auto& [name, value] : arguments) {
        const auto kind = std::ranges::find(kKinds, name, &ArgumentKind::name);
        if (kind != kKinds.end() && !(quorum ? kind->isQuorum : kind->isClassic))
            return "invalid arg '" + name + "' for " + queueTitle(queue) + " of queue type "
                + (quorum ? "rabbit_quorum_queue" : "rabbit_classic_queue");
    }
    return std::nullopt;
}

QueueArguments readArguments(const Table& given)
{
    QueueArguments read;
    read.type = isQuorum(given) ? QueueType::Quorum : QueueType::Classic;
    read.maxPriority = findNumber(given, "x-max-priority").value_or(0);
    read.messageTtl = findTime(given, "x-message-ttl");
    read.expires = findTime(given, "x-expires");
    if (const auto exchange = findText(given, "x-dead-letter-exchange"))
        read.deadLetters = {*exchange, findText(given, "x-dead-letter-routing-key")};
    read.limit = {findNumber(given, "x-max-length"), findNumber(given, "x-max-length-bytes")};
    const std::string overflow = findText(given, "x-overflow").value_or("drop-head");
    if (overflow == "reject-publish")
        read.overflow = Overflow::RejectPublish;
    else if (overflow == "reject-publish-dlx" && read.type == QueueType::Classic)
        read.overflow = Overflow::RejectPublishDlx;
    read.deliveryLimit = findNumber(given, "x-delivery-limit");
    if (const Value* single = findField(given, "x-single-active-consumer"))
        read.isSingleActiveConsumer = single->content == Value{true}.content;
    read.isAtLeastOnce = findText(given, "x-dead-letter-strategy") == "at-least-once" && read.deadLetters
        && read.overflow == Overflow::RejectPublish;
    read.version = findNumber(given, "x-queue-version").value_or(1);
    return read;
}

std::optional<std::string> findDifference(const std::string& queue, const Table& current, const Table& received)
{
    for (const ArgumentKind& kind : kKinds) {
        const Value* const now = findField(current, kind.name);
        const Value* const then = findField(received, kind.name);
        const bool isSame = now == nullptr || then == nullptr ? now == then : *now == *then;
        const auto isClassic = [](const Value* type) {
            return type == nullptr || (type->text() != nullptr && *type->text() == "classic");
        };
        if (!kind.isCompared || isSame || (kind.name == "x-queue-type" && isClassic(now) && isClassic(then)))
            continue;
        const bool areBoth = now != nullptr && then != nullptr;
        return "inequivalent arg '" + std::string{kind.name} + "' for " + queueTitle(queue) + ": received "
            + (areBoth ? "'" + term(*then) + "'" : typedTerm(then)) + " but current is "
            + (areBoth ? "'" + term(*now) + "'" : typedTerm(now));
    }
    return std::nullopt;
}

std::optional<Duration> ownTtl(const Message& message)
{
    std::int64_t number = 0;
    if (!message.expiration)
        return std::nullopt;
    const std::string& text = *message.expiration;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc{} ? std::optional<Duration>{std::chrono::milliseconds{number}} : std::nullopt;
}

std::optional<std::string> findBadExpiration(const Message& message)
{
    if (!message.expiration)
        return std::nullopt;
    const std::optional<Duration> ttl = ownTtl(message);
    const std::string start = "invalid expiration '" + *message.expiration + "': ";
    if (!ttl)
        return start + "no_integer";
    const std::size_t end = message.expiration->find_first_not_of("-0123456789");
    if (end != std::string::npos)
        return start + "{leftover_string,\"" + message.expiration->substr(end) + "\"}";
    const Value number{std::chrono::duration_cast<std::chrono::milliseconds>(*ttl).count()};
    const std::optional<std::string> bad = checkTime(number, {});
    return bad ? std::optional{start + *bad} : std::nullopt;
}

}  // namespace stormglass::rabbitmq::amqp
