// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/distribution.h"

#include "simcore/base/nearest_name.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>

namespace stormglass {
namespace {

using namespace distribution;

/// What one argument may be. For a duration the limits are in nanoseconds.
struct Parameter {
    std::string_view key;
    bool isDuration = true;
    double min = 0;
    double max = 9.3e18;
    bool isWhole = false;
};

/// One way to write a distribution.
struct Signature {
    std::string_view name;
    std::string_view example;
    std::vector<Parameter> parameters;
    bool isNamed = false;  ///< Each argument is written with its key: "mean 10ms".
    bool isList = false;   ///< Any number of pairs "first: second".
};

const std::vector<Signature>& signatures()
{
    static const std::vector<Signature> kSignatures{
        {"constant", "constant(10ms)", {{"value"}}},
        {"uniform", "uniform(1ms, 3ms)", {{"low"}, {"high", true, 1}}},
        {"exponential", "exponential(5ms)", {{"mean", true, 1}}},
        {"erlang", "erlang(4, 10ms)", {{"stages", false, 1, 1000, true}, {"mean", true, 1}}},
        {"hyperexponential", "hyperexponential(0.1: 50ms, 0.9: 5ms)",
         {{"weight", false, 1e-9, 1e18}, {"mean", true, 1}}, false, true},
        {"lognormal", "lognormal(mean 20ms, cv 1.5)", {{"mean", true, 1}, {"cv", false, 0.001, 100}}, true},
        {"lognormal", "lognormal(p50 10ms, p99 80ms)", {{"p50", true, 1}, {"p99", true, 1}}, true},
        {"gamma", "gamma(mean 10ms, cv 0.5)", {{"mean", true, 1}, {"cv", false, 0.001, 100}}, true},
        {"weibull", "weibull(mean 10ms, shape 0.7)", {{"mean", true, 1}, {"shape", false, 0.1, 100}}, true},
        {"pareto", "pareto(min 1ms, max 1s, shape 1.5)",
         {{"min", true, 1}, {"max", true, 1}, {"shape", false, 0.01, 100}}, true},
        {"empirical", "empirical(1ms: 5, 2ms: 3, 10ms: 1)", {{"value"}, {"weight", false, 0, 1e18}}, false, true},
    };
    return kSignatures;
}

std::string quoted(std::string_view text) { return '"' + std::string(text) + '"'; }

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t\n\r");
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(" \t\n\r") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    for (;;) {
        const std::size_t end = text.find(separator);
        parts.push_back(trimmed(text.substr(0, end)));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<double> readNumber(std::string_view text)
{
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, value, std::chars_format::fixed);
    if (error != std::errc{} || rest != end || !(value > -1e300 && value < 1e300))
        return std::nullopt;
    return value;
}

/// The value of one argument; a duration in whole nanoseconds.
struct Value {
    Duration duration{};
    double number = 0;
};

std::string limitToText(const Parameter& parameter, double limit)
{
    return parameter.isDuration ? toText(Duration{static_cast<std::int64_t>(limit)}) : numberToText(limit);
}

Result<Value> readValue(const Parameter& parameter, std::string_view text)
{
    const std::string place = std::string(parameter.key) + ": ";
    const bool isNegative = text.starts_with('-');
    Value value;
    if (parameter.isDuration) {
        const std::optional<Duration> duration = readDuration(isNegative ? text.substr(1) : text);
        if (!duration) {
            return Failure{place + "expected a duration such as \"10ms\", found " + quoted(text)
                           + (readNumber(text) ? " without a unit" : "")};
        }
        value.duration = isNegative ? -*duration : *duration;
        value.number = static_cast<double>(value.duration.count());
    } else {
        const std::optional<double> number = readNumber(text);
        if (!number)
            return Failure{place + "expected a number, found " + quoted(text)};
        value.number = *number;
    }
    if (parameter.isWhole && value.number != static_cast<double>(static_cast<std::int64_t>(value.number)))
        return Failure{place + "expected a whole number, found " + quoted(text)};
    if (value.number < parameter.min)
        return Failure{place + "expected at least " + limitToText(parameter, parameter.min) + ", found " + quoted(text)};
    if (value.number > parameter.max)
        return Failure{place + "expected at most " + limitToText(parameter, parameter.max) + ", found " + quoted(text)};
    return value;
}

using Values = std::vector<Value>;

/// "low, high"
std::string keyList(const Signature& signature)
{
    std::string list;
    for (const Parameter& parameter : signature.parameters)
        list += (list.empty() ? "" : ", ") + std::string(parameter.key);
    return list;
}

std::string example(const Signature& signature) { return "as in " + quoted(signature.example); }

Result<Values> readPositional(const Signature& signature, std::span<const std::string_view> texts)
{
    const std::size_t expected = signature.parameters.size();
    if (texts.size() != expected) {
        return Failure{"expected " + std::to_string(expected) + (expected == 1 ? " argument (" : " arguments (")
                       + keyList(signature) + "), found " + std::to_string(texts.size()) + ", " + example(signature)};
    }
    Values values;
    for (std::size_t i = 0; i < expected; ++i) {
        const Result<Value> value = readValue(signature.parameters[i], texts[i]);
        if (!value)
            return Failure{value.message()};
        values.push_back(value.value());
    }
    return values;
}

Result<Values> readNamed(const Signature& signature, std::span<const std::string_view> texts)
{
    std::vector<std::string> keys;
    for (const Parameter& parameter : signature.parameters)
        keys.emplace_back(parameter.key);
    std::vector<std::string_view> found(keys.size());
    for (const std::string_view text : texts) {
        const std::size_t space = text.find(' ');
        const std::string_view key = text.substr(0, space);
        const auto place = std::ranges::find(keys, key);
        if (place == keys.end()) {
            const std::optional<std::string> nearest = findNearestName(key, keys);
            return Failure{"unknown argument " + quoted(text) + "; "
                           + (nearest ? "did you mean " + *nearest + "?" : "expected " + keyList(signature) + ", " + example(signature))};
        }
        std::string_view& slot = found[static_cast<std::size_t>(place - keys.begin())];
        if (slot.data() != nullptr)
            return Failure{*place + ": given twice"};
        slot = space == std::string_view::npos ? std::string_view("") : trimmed(text.substr(space));
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (found[i].data() == nullptr)
            return Failure{keys[i] + ": missing, " + example(signature)};
    }
    return readPositional(signature, found);
}

Result<Values> readList(const Signature& signature, std::span<const std::string_view> texts)
{
    Values values;
    for (const std::string_view text : texts) {
        const std::vector<std::string_view> pair = split(text, ':');
        if (pair.size() != 2) {
            return Failure{"expected a pair \"" + std::string(signature.parameters[0].key) + ": "
                           + std::string(signature.parameters[1].key) + "\", found " + quoted(text) + ", "
                           + example(signature)};
        }
        const Result<Values> both = readPositional(signature, pair);
        if (!both)
            return both;
        values.insert(values.end(), both.value().begin(), both.value().end());
    }
    return values;
}

/// The signature of this name whose keys the arguments use; the first of that name if none fits.
const Signature* findSignature(std::string_view name, std::span<const std::string_view> texts)
{
    const Signature* first = nullptr;
    for (const Signature& signature : signatures()) {
        if (signature.name != name)
            continue;
        if (first == nullptr)
            first = &signature;
        const std::string_view text = texts.front();
        const std::string_view key = text.substr(0, text.find(' '));
        if (std::ranges::any_of(signature.parameters, [&](const Parameter& p) { return p.key == key; }))
            return &signature;
    }
    return first;
}

Failure notLess(std::string_view key, Duration value, std::string_view than, Duration limit)
{
    return Failure{std::string(key) + ": expected less than " + std::string(than) + " (" + toText(limit) + "), found "
                   + quoted(toText(value))};
}

Result<Distribution> makeList(std::string_view name, const Values& values)
{
    if (name == "hyperexponential") {
        Hyperexponential form;
        for (std::size_t i = 0; i < values.size(); i += 2)
            form.branches.push_back({values[i].number, values[i + 1].duration});
        return Distribution{form};
    }
    Empirical form;
    for (std::size_t i = 0; i < values.size(); i += 2)
        form.bins.push_back({values[i].duration, values[i + 1].number});
    if (std::ranges::all_of(form.bins, [](const Empirical::Bin& bin) { return bin.weight == 0; }))
        return Failure{"weight: expected at least one above 0, found only zeros"};
    return Distribution{form};
}

Result<Distribution> make(const Signature& signature, const Values& values)
{
    const std::string_view name = signature.name;
    const Value& a = values[0];
    const Value& b = values.size() > 1 ? values[1] : a;
    if (signature.isList)
        return makeList(name, values);
    if (name == "constant")
        return Distribution{Constant{a.duration}};
    if (name == "exponential")
        return Distribution{Exponential{a.duration}};
    if (name == "erlang")
        return Distribution{Erlang{static_cast<int>(a.number), b.duration}};
    if (name == "gamma")
        return Distribution{Gamma{a.duration, b.number}};
    if (name == "weibull")
        return Distribution{Weibull{a.duration, b.number}};
    if (name == "lognormal" && signature.parameters[0].key == "mean")
        return Distribution{Lognormal{a.duration, b.number}};
    if (a.duration >= b.duration)  // the rest begins with a lower and an upper duration
        return notLess(signature.parameters[0].key, a.duration, signature.parameters[1].key, b.duration);
    if (name == "uniform")
        return Distribution{Uniform{a.duration, b.duration}};
    if (name == "lognormal")
        return Distribution{LognormalQuantiles{a.duration, b.duration}};
    return Distribution{Pareto{a.duration, b.duration, values[2].number}};
}

Failure unknownName(std::string_view name)
{
    std::vector<std::string> names;
    std::string list;
    for (const Signature& signature : signatures()) {
        if (!names.empty() && names.back() == signature.name)
            continue;
        names.emplace_back(signature.name);
        list += (list.empty() ? "" : ", ") + names.back();
    }
    const std::optional<std::string> nearest = findNearestName(name, names);
    return Failure{"unknown distribution " + quoted(name) + "; "
                   + (nearest ? "did you mean " + *nearest + "?" : "expected one of " + list)};
}

Result<Distribution> readConstant(std::string_view text)
{
    for (const Signature& signature : signatures()) {
        if (signature.name == text)
            return Failure{std::string(text) + ": expected its arguments in parentheses, " + example(signature)};
    }
    if (!text.empty() && text.find_first_of("-0123456789") == 0) {
        const Result<Value> value = readValue({"value"}, text);
        if (value)
            return Distribution{Constant{value.value().duration}};
        return Failure{value.message().substr(std::string_view("value: ").size())};
    }
    return Failure{"expected a duration such as \"10ms\" or a distribution such as \"exponential(5ms)\", found "
                   + quoted(text)};
}

}  // namespace

Result<Distribution> readDistribution(std::string_view text)
{
    text = trimmed(text);
    const std::size_t open = text.find('(');
    if (open == std::string_view::npos)
        return readConstant(text);
    const std::string_view name = trimmed(text.substr(0, open));
    if (!text.ends_with(')'))
        return Failure{"expected \")\" at the end, found " + quoted(text)};
    const std::vector<std::string_view> texts = split(text.substr(open + 1, text.size() - open - 2), ',');
    const Signature* signature = findSignature(name, texts);
    if (signature == nullptr)
        return unknownName(name);
    const std::string place = std::string(name) + ": ";
    const Result<Values> values = signature->isList ? readList(*signature, texts)
        : signature->isNamed                        ? readNamed(*signature, texts)
                                                    : readPositional(*signature, texts);
    if (!values)
        return Failure{place + values.message()};
    Result<Distribution> distribution = make(*signature, values.value());
    return distribution ? std::move(distribution) : Result<Distribution>(Failure{place + distribution.message()});
}

}  // namespace stormglass
