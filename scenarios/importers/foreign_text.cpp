// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/foreign_text.h"

#include "scenarios/json_pointer.h"

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <cmath>
#include <optional>

namespace stormglass {
namespace {

Place placeOfMark(const YAML::Mark& mark) { return mark.is_null() ? Place{} : Place{mark.line + 1, mark.column + 1}; }

/// Ends the reading of a text; only within this file.
struct TooMuch {
    Place place;
    std::string message;
};

template <class Number>
std::optional<Json> numberOf(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || !std::isfinite(static_cast<double>(number)))
        return std::nullopt;
    return Json(number);
}

Json scalarOf(const YAML::Node& node)
{
    const std::string& text = node.Scalar();
    if (node.Tag() == "!")  // quoted
        return text;
    if (text.empty() || text == "null" || text == "~" || text == "Null" || text == "NULL")
        return nullptr;
    if (text == "true" || text == "True" || text == "TRUE")
        return true;
    if (text == "false" || text == "False" || text == "FALSE")
        return false;
    if (text.find_first_not_of("0123456789.+-eE") == std::string::npos) {
        if (auto whole = numberOf<std::int64_t>(text))
            return *whole;
        if (auto real = numberOf<double>(text))
            return *real;
    }
    return text;
}

class Converter {
public:
    explicit Converter(ForeignDocument& document)
        : m_document(document)
    {
    }

    Json convert(const YAML::Node& node, const std::string& pointer, int depth)
    {
        const Place place = placeOfMark(node.Mark());
        if (++m_count > kMostForeignValues)
            throw TooMuch{place,
                          "more than " + std::to_string(kMostForeignValues)
                              + " values, aliases counted as what they stand for"};
        if (depth > kDeepestForeignValue)
            throw TooMuch{place, "nested deeper than " + std::to_string(kDeepestForeignValue) + " levels"};
        m_document.places.emplace(pointer, place);
        if (node.IsScalar())
            return scalarOf(node);
        if (node.IsSequence())
            return list(node, pointer, depth);
        return node.IsMap() ? map(node, pointer, depth) : Json(nullptr);
    }

private:
    Json list(const YAML::Node& node, const std::string& pointer, int depth)
    {
        Json array = Json::array();
        for (const YAML::Node& element : node)
            array.push_back(convert(element, pointer + '/' + std::to_string(array.size()), depth + 1));
        return array;
    }

    Json map(const YAML::Node& node, const std::string& pointer, int depth)
    {
        Json object = Json::object();
        for (const auto& member : node) {
            const Place place = placeOfMark(member.first.Mark());
            if (!member.first.IsScalar())
                throw TooMuch{place, "expected a text as a key"};
            const std::string& key = member.first.Scalar();
            if (object.contains(key))
                throw TooMuch{place, "the key \"" + key + "\" occurs twice"};
            object[key] = convert(member.second, childPointer(pointer, key), depth + 1);
        }
        return object;
    }

    ForeignDocument& m_document;
    std::size_t m_count = 0;
};

}  // namespace

Place ForeignDocument::placeOf(std::string_view pointer) const
{
    while (true) {
        if (const auto found = places.find(pointer); found != places.end())
            return found->second;
        if (pointer.empty())
            return {};
        pointer = pointer.substr(0, pointer.rfind('/'));
    }
}

ForeignText readForeignText(std::string_view text)
{
    ForeignText result;
    const auto fail = [&](Place place, std::string message) {
        result.documents.clear();
        result.failures.push_back({place, std::move(message)});
        return result;
    };
    try {
        for (const YAML::Node& node : YAML::LoadAll(std::string(text))) {
            if (!node.IsDefined() || node.IsNull())
                continue;
            ForeignDocument document;
            document.json = std::make_shared<const Json>(Converter(document).convert(node, "", 0));
            result.documents.push_back(std::move(document));
        }
    } catch (const YAML::Exception& problem) {
        return fail(placeOfMark(problem.mark), problem.msg);
    } catch (const TooMuch& problem) {
        return fail(problem.place, problem.message);
    }
    if (result.documents.empty())
        return fail({1, 1}, "expected YAML or JSON, found nothing");
    return result;
}

}  // namespace stormglass
