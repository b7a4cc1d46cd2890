// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/field_reader.h"

#include "scenarios/choice_names.h"
#include "scenarios/json_pointer.h"
#include "scenarios/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace stormglass {

using spec::FieldInfo;

namespace {

/// More names than this help nobody in one line.
constexpr std::size_t kMostListed = 8;

std::string listed(std::span<const std::string_view> names)
{
    std::string list;
    for (const std::string_view name : names)
        list += (list.empty() ? "" : ", ") + std::string(name);
    return list;
}

/// A limit keeps its unit, so that it can be copied into the file.
template <class T>
std::string limitToText(double limit, const QuantityKind<T>& kind)
{
    if constexpr (std::is_same_v<T, Duration>)
        return kind.write(Duration{static_cast<std::int64_t>(limit)});
    else
        return kind.write(static_cast<T>(limit));
}

/// Whether the text has the form of a duration, and says one that no clock of ours can hold: with short numbers it is one.
bool isTooLong(const Json& found)
{
    if (!found.is_string())
        return false;
    std::string shortened;
    for (const char c : found.get_ref<const std::string&>()) {
        const bool isDigit = c >= '0' && c <= '9';
        if (!isDigit || !shortened.ends_with('1'))
            shortened += isDigit ? '1' : c;
    }
    return readDuration(shortened).has_value();
}

/// The longest that readDuration() takes, in whole days.
constexpr int kLongestDays = 106'481;

template <class T>
double inBaseUnit(T value)
{
    if constexpr (std::is_same_v<T, Duration>)
        return static_cast<double>(value.count());
    else
        return static_cast<double>(value);
}

}  // namespace

FieldReader::FieldReader(const Json& object, std::string pointer, ReadProblems& problems)
    : m_object(object), m_pointer(std::move(pointer)), m_problems(problems)
{
}

void FieldReader::finish()
{
    if (!m_knowsAllKeys)
        return;
    for (const auto& [key, value] : m_object.get_ref<const Json::object_t&>()) {
        const bool isForEditors = m_pointer.empty() && key == "$schema";
        if (isForEditors || std::ranges::find(m_known, key) != m_known.end())
            continue;
        std::string hint;
        if (!m_problems.isFull()) {
            hint = suggestion(key, std::vector<std::string>(m_known.begin(), m_known.end()));
            if (hint.empty() && m_known.size() <= kMostListed)
                hint = "; expected one of " + listed(m_known);
        }
        m_problems.error(childPointer(m_pointer, key), "unknown key" + hint, true);
    }
}

const Json* FieldReader::find(std::string_view key, const FieldInfo& info)
{
    m_known.push_back(key);
    const auto& members = m_object.get_ref<const Json::object_t&>();
    const auto member = std::ranges::find(members, key, [](const auto& entry) { return std::string_view(entry.first); });
    if (member != members.end())
        return &member->second;
    if (info.isRequired)
        missing(key);
    return nullptr;
}

void FieldReader::missing(std::string_view key)
{
    m_problems.error(m_pointer, "missing key \"" + std::string(key) + '"');
    m_problems.damage(childPointer(m_pointer, key));
}

const std::string* FieldReader::findText(std::string_view key, std::string_view what, const FieldInfo& info)
{
    const Json* found = find(key, info);
    if (found == nullptr || found->is_string())
        return found == nullptr ? nullptr : &found->get_ref<const std::string&>();
    expected(key, what, *found);
    return nullptr;
}

void FieldReader::expected(std::string_view key, std::string_view what, const Json& found, std::string_view hint)
{
    broken(childPointer(m_pointer, key),
           "expected " + std::string(what) + ", found " + foundText(found) + std::string(hint));
}

void FieldReader::broken(std::string pointer, std::string message)
{
    m_problems.damage(pointer);
    m_problems.error(std::move(pointer), std::move(message));
}

void FieldReader::expectedOneOf(std::string_view key, std::span<const std::string_view> names, const Json& found)
{
    std::string hint;
    if (found.is_string())
        hint = suggestion(found.get_ref<const std::string&>(), std::vector<std::string>(names.begin(), names.end()));
    const std::string quoted = isNumberOfAny(names, found) ? " in quotes" : "";
    expected(key, (names.size() == 1 ? "" : "one of ") + listed(names) + quoted, found, hint);
}

void FieldReader::name(std::string_view key, std::string& value, const FieldInfo& info)
{
    static constexpr std::string_view kExpected = "a name of letters, digits, '-', '_' and '.'";
    const std::string* text = findText(key, kExpected, info);
    if (text == nullptr)
        return;
    if (!isName(*text))
        expected(key, kExpected, *text);
    else
        value = *text;
}

void FieldReader::text(std::string_view key, std::string& value, const FieldInfo& info)
{
    if (const std::string* text = findText(key, "a string", info))
        value = *text;
}

void FieldReader::reference(std::string_view key, std::string& value, spec::RefersTo what, const FieldInfo& info)
{
    const std::string noun = "the name of " + aNounOf(what);
    const std::string* text = findText(key, noun, info);
    if (text == nullptr)
        return;
    if (text->empty() && info.isRequired)
        missing(key);  // as of a part that is gone: nothing is lost with it
    else if (text->empty())
        expected(key, noun, *text);
    else
        value = *text;
}

void FieldReader::references(std::string_view key, std::vector<std::string>& values, spec::RefersTo what,
                             const FieldInfo& info)
{
    const std::string noun = aNounOf(what);
    const Json* found = find(key, info);
    if (found == nullptr)
        return;
    if (!found->is_array())
        return expected(key, "an array of names, each of " + noun, *found);
    values.clear();
    isCountWithin(key, *found, info);
    for (std::size_t i = 0; i < found->size(); ++i) {
        const Json& element = (*found)[i];
        const bool isFilled = element.is_string() && !element.get_ref<const std::string&>().empty();
        values.push_back(isFilled ? element.get_ref<const std::string&>() : std::string());
        if (!isFilled) {
            broken(childPointer(childPointer(m_pointer, key), i),
                   "expected the name of " + noun + ", found " + foundText(element));
        }
    }
}

void FieldReader::flag(std::string_view key, bool& value, const FieldInfo& info)
{
    const Json* found = find(key, info);
    if (found == nullptr)
        return;
    if (found->is_boolean())
        value = found->get<bool>();
    else
        expected(key, "true or false", *found);
}

void FieldReader::integer(std::string_view key, std::int64_t& value, const FieldInfo& info)
{
    const Json* found = find(key, info);
    if (found == nullptr)
        return;
    const double number = found->is_number() ? found->get<double>() : std::nan("");
    if (!found->is_number() || number != std::floor(number))
        return expected(key, "a whole number", *found);
    const double most = std::min(info.max, 9.2e18);
    if (number < info.min)
        expected(key, "at least " + numberToText(info.min), *found);
    else if (number > most)
        expected(key, "at most " + numberToText(most), *found);
    else
        value = found->get<std::int64_t>();
}

void FieldReader::number(std::string_view key, double& value, const FieldInfo& info)
{
    const Json* found = find(key, info);
    if (found == nullptr)
        return;
    if (!found->is_number())
        return expected(key, "a number", *found);
    const double number = found->get<double>();
    if (number < info.min)
        expected(key, "at least " + numberToText(info.min), *found);
    else if (number > info.max)
        expected(key, "at most " + numberToText(info.max), *found);
    else
        value = number;
}

template <class T>
void FieldReader::quantity(std::string_view key, T& value, const FieldInfo& info, const QuantityKind<T>& kind)
{
    const Json* found = find(key, info);
    if (found == nullptr)
        return;
    const std::optional<T> read = found->is_string() ? kind.read(found->get_ref<const std::string&>()) : std::nullopt;
    if constexpr (std::is_same_v<T, Duration>) {
        if (!read && isTooLong(*found))
            return expected(key, "at most " + kind.write(Duration{std::chrono::days{kLongestDays}}), *found);
    }
    if (!read)
        return expected(key, kind.noun, *found);
    const double amount = inBaseUnit(*read);
    if (amount < info.min) {
        const bool isOnlyZeroKeptOut = info.min <= kind.smallest;
        expected(key, isOnlyZeroKeptOut ? "more than " + std::string(kind.zero) : "at least " + limitToText(info.min, kind),
                 *found);
    } else if (amount > info.max) {
        expected(key, "at most " + limitToText(info.max, kind), *found);
    } else {
        value = *read;
    }
}

void FieldReader::ratio(std::string_view key, double& value, const FieldInfo& info)
{
    FieldInfo limited = info;
    limited.max = std::min(info.max, 1.0);
    quantity(key, value, limited, kRatioKind);
}

void FieldReader::duration(std::string_view key, Duration& value, const FieldInfo& info)
{
    quantity(key, value, info, kDurationKind);
}

void FieldReader::bytes(std::string_view key, std::int64_t& value, const FieldInfo& info)
{
    quantity(key, value, info, kBytesKind);
}

void FieldReader::rate(std::string_view key, double& value, const FieldInfo& info)
{
    quantity(key, value, info, kRateKind);
}

void FieldReader::bandwidth(std::string_view key, double& value, const FieldInfo& info)
{
    quantity(key, value, info, kBandwidthKind);
}

void FieldReader::distribution(std::string_view key, Distribution& value, const FieldInfo& info)
{
    const std::string* text
        = findText(key, "a duration such as \"10ms\" or a distribution such as \"exponential(5ms)\"", info);
    if (text == nullptr)
        return;
    Result<Distribution> read = readDistribution(*text);
    if (read)
        value = std::move(read).value();
    else
        broken(childPointer(m_pointer, key), shortened(read.message(), 300));
}

void FieldReader::choice(std::string_view key, std::size_t& index, std::span<const std::string_view> names,
                         const FieldInfo& info)
{
    const Json* found = find(key, info);
    if (found == nullptr)
        return;
    if (const std::optional<std::size_t> choice = findChoice(names, *found))
        index = *choice;
    else
        expectedOneOf(key, names, *found);
}

void FieldReader::object(std::string_view key, spec::ObjectAccess& object, const FieldInfo& info)
{
    const Json* found = find(key, info);
    if (found == nullptr)
        return;
    if (!found->is_object())
        return expected(key, "an object", *found);
    FieldReader reader(*found, childPointer(m_pointer, key), m_problems);
    object.describeTo(reader);
    reader.finish();
}

bool FieldReader::isCountWithin(std::string_view key, const Json& array, const FieldInfo& info)
{
    const auto count = static_cast<double>(array.size());
    if (count >= info.min && count <= info.max)
        return true;
    const double limit = count < info.min ? info.min : info.max;
    broken(childPointer(m_pointer, key),
           "expected " + std::string(info.min == info.max ? "" : count < info.min ? "at least " : "at most ")
               + numberToText(limit) + (limit == 1 ? " element" : " elements") + ", found "
               + std::to_string(array.size()));
    return false;
}

void FieldReader::list(std::string_view key, spec::ListAccess& list, const FieldInfo& info)
{
    const Json* found = find(key, info);
    if (found == nullptr)
        return;
    if (!found->is_array())
        return expected(key, "an array", *found);
    if (!isCountWithin(key, *found, info) && static_cast<double>(found->size()) > info.max)
        return;
    const std::string pointer = childPointer(m_pointer, key);
    for (std::size_t i = 0; i < found->size(); ++i) {
        list.append();
        const Json& element = (*found)[i];
        if (!element.is_object()) {
            broken(childPointer(pointer, i), "expected an object, found " + foundText(element));
            continue;
        }
        FieldReader reader(element, childPointer(pointer, i), m_problems);
        list.describeAt(i, reader);
        reader.finish();
    }
}

void FieldReader::variant(std::string_view key, spec::VariantAccess& variant, const FieldInfo& info)
{
    const Json* found = find(key, info);
    if (found == nullptr) {
        m_knowsAllKeys = !info.isRequired;
        if (!info.isRequired)
            variant.describeCurrent(*this);
        return;
    }
    const auto names = variant.names();
    const std::optional<std::size_t> choice = findChoice(names, *found);
    if (!choice) {
        m_knowsAllKeys = false;
        return expectedOneOf(key, names, *found);
    }
    variant.choose(*choice);
    variant.describeCurrent(*this);
}

}  // namespace stormglass
