// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "simcore/base/distribution.h"

#include "simcore/base/distribution_arguments.h"
#include "simcore/base/nearest_name.h"
#include "simcore/base/quantity_text.h"

#include <algorithm>
#include <optional>
#include <span>

namespace stormglass {
namespace {

using namespace detail;
using namespace distribution;

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
    const Result<Values> values = readArguments(*signature, texts);
    if (!values)
        return Failure{place + values.message()};
    Result<Distribution> distribution = make(*signature, values.value());
    return distribution ? std::move(distribution) : Result<Distribution>(Failure{place + distribution.message()});
}

}  // namespace stormglass
