// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/conformance/fields.h"

namespace stormglass::conformance {

using namespace rabbitmq::amqp;

namespace {

Value readValue(const Json& json)
{
    switch (json.type()) {
    case Json::value_t::boolean: return {json.get<bool>()};
    case Json::value_t::number_integer:
    case Json::value_t::number_unsigned: return {json.get<std::int64_t>()};
    case Json::value_t::number_float: return {json.get<double>()};
    case Json::value_t::string: return {json.get<std::string>()};
    case Json::value_t::object: return {readTable(json)};
    case Json::value_t::array: {
        Array array;
        for (const Json& item : json)
            array.push_back(readValue(item));
        return {std::move(array)};
    }
    default: return {};
    }
}

Json toJson(const Value& value)
{
    if (const auto* flag = std::get_if<bool>(&value.content))
        return *flag;
    if (const auto* integer = value.integer())
        return *integer;
    if (const auto* number = std::get_if<double>(&value.content))
        return *number;
    if (const auto* text = value.text())
        return *text;
    if (const auto* array = std::get_if<Array>(&value.content)) {
        Json list = Json::array();
        for (const Value& item : *array)
            list.push_back(toJson(item));
        return list;
    }
    if (const auto* table = std::get_if<Table>(&value.content)) {
        Json object = Json::object();
        for (const auto& [key, item] : *table)
            object[key] = toJson(item);
        return object;
    }
    return nullptr;
}

Json toJson(const Death& death)
{
    Json json{{"count", death.count},      {"reason", std::string{nameOf(death.reason)}},
              {"queue", death.queue},      {"time", "<timestamp>"},
              {"exchange", death.exchange}, {"routing-keys", death.routingKeys}};
    if (death.originalExpiration)
        json["original-expiration"] = *death.originalExpiration;
    return json;
}

}  // namespace

Table readTable(const Json& json)
{
    Table table;
    if (json.is_object())
        for (const auto& [key, item] : json.items())
            table.emplace(key, readValue(item));
    return table;
}

Json headersOf(const Message& message)
{
    Json headers = toJson(Value{message.headers});
    if (message.deaths.empty())
        return headers;
    headers["x-death"] = Json::array();
    for (const Death& death : message.deaths)
        headers["x-death"].push_back(toJson(death));
    headers["x-first-death-reason"] = std::string{nameOf(message.firstDeath->reason)};
    headers["x-first-death-queue"] = message.firstDeath->queue;
    headers["x-first-death-exchange"] = message.firstDeath->exchange;
    return headers;
}

}  // namespace stormglass::conformance
