// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/place_index.h"

#include "scenarios/json_pointer.h"
#include "scenarios/json_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

namespace stormglass {
namespace {

constexpr std::size_t kNowhere = std::numeric_limits<std::size_t>::max();

/// The values that somebody asks for, as a tree, with the offsets found.
struct Wanted {
    std::map<std::string, Wanted, std::less<>> children;
    std::size_t key = kNowhere;
    std::size_t value = kNowhere;
};

/// Walks through valid JSON along the wanted values and steps over all others.
class PlaceWalk {
public:
    explicit PlaceWalk(std::string_view text) : m_text(text) { }

    void walk(Wanted& wanted)
    {
        skipSpace();
        wanted.value = m_offset;
        if (peek() == '{' && !wanted.children.empty())
            walkObject(wanted);
        else if (peek() == '[' && !wanted.children.empty())
            walkArray(wanted);
        else
            skipValue();
    }

    void skipByteOrderMark() { m_offset += m_text.starts_with("\xEF\xBB\xBF") ? 3 : 0; }

private:
    void walkObject(Wanted& wanted)
    {
        while (next('}')) {
            const std::size_t start = m_offset;
            skipValue();
            const auto child = findChild(wanted, m_text.substr(start, m_offset - start));
            skipSpace();
            ++m_offset;  // the colon
            if (child == nullptr || child->key != kNowhere) {
                skipValue();
                continue;
            }
            child->key = start;
            walk(*child);
        }
    }

    void walkArray(Wanted& wanted)
    {
        for (std::size_t index = 0; next(']'); ++index) {
            const auto child = wanted.children.find(std::to_string(index));
            if (child == wanted.children.end())
                skipValue();
            else
                walk(child->second);
        }
    }

    static Wanted* findChild(Wanted& wanted, std::string_view quotedKey)
    {
        std::string key(quotedKey.substr(1, quotedKey.size() - 2));
        if (key.find('\\') != std::string::npos) {
            Json decoded;
            static_cast<void>(readJson(quotedKey, decoded));
            key = decoded.get_ref<const std::string&>();
        }
        const auto child = wanted.children.find(key);
        return child == wanted.children.end() ? nullptr : &child->second;
    }

    /// Goes to the next member or element, over the opening bracket or a comma; false past the closing bracket.
    bool next(char closing)
    {
        skipSpace();
        const bool isClosed = peek() == closing;
        if (isClosed || peek() == ',' || peek() == '{' || peek() == '[')
            ++m_offset;
        if (isClosed || isAtEnd())
            return false;
        skipSpace();
        if (peek() == closing) {
            ++m_offset;
            return false;
        }
        return true;
    }

    void skipValue()
    {
        skipSpace();
        int depth = 0;
        while (!isAtEnd()) {
            const char c = peek();
            if (c == '"') {
                skipString();
            } else if (c == '{' || c == '[') {
                ++depth;
                ++m_offset;
            } else if (c == '}' || c == ']' || c == ',' || c == ':') {
                if (depth == 0)
                    return;
                depth -= c == '}' || c == ']' ? 1 : 0;
                ++m_offset;
            } else {
                ++m_offset;
                continue;
            }
            if (depth == 0)
                return;
        }
    }

    void skipString()
    {
        for (++m_offset; !isAtEnd() && peek() != '"'; ++m_offset)
            m_offset += peek() == '\\' ? 1 : 0;
        ++m_offset;
    }

    void skipSpace()
    {
        while (!isAtEnd() && std::string_view(" \t\n\r").find(peek()) != std::string_view::npos)
            ++m_offset;
    }

    [[nodiscard]] bool isAtEnd() const { return m_offset >= m_text.size(); }
    [[nodiscard]] char peek() const { return isAtEnd() ? '\0' : m_text[m_offset]; }

    std::string_view m_text;
    std::size_t m_offset = 0;
};

Wanted& nodeOf(Wanted& root, std::string_view pointer)
{
    Wanted* node = &root;
    for (const std::string& key : splitPointer(pointer))
        node = &node->children[key];
    return *node;
}

}  // namespace

std::vector<FoundPlace> findPlaces(std::string_view jsonText, std::span<const PlaceQuery> queries)
{
    Wanted root;
    for (const PlaceQuery& query : queries)
        nodeOf(root, query.pointer);
    PlaceWalk walk(jsonText);
    walk.skipByteOrderMark();
    walk.walk(root);

    std::vector<FoundPlace> found(queries.size());
    std::vector<std::size_t> offsets;
    for (std::size_t i = 0; i < queries.size(); ++i) {
        std::string_view pointer = queries[i].pointer;
        const Wanted* node = &nodeOf(root, pointer);
        found[i].isExact = node->value != kNowhere;
        while (node->value == kNowhere) {
            pointer = pointer.substr(0, pointer.rfind('/'));
            node = &nodeOf(root, pointer);
        }
        offsets.push_back(queries[i].isKey && found[i].isExact ? node->key : node->value);
    }
    const std::vector<Place> places = placesAt(jsonText, offsets);
    for (std::size_t i = 0; i < places.size(); ++i)
        found[i].place = places[i];
    return found;
}

std::vector<Place> placesAt(std::string_view text, std::span<const std::size_t> offsets)
{
    std::vector<std::size_t> order(offsets.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return offsets[i]; });

    std::vector<Place> places(offsets.size());
    Place here{1, 1};
    std::size_t offset = text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (const std::size_t i : order) {
        if (offsets[i] == kNowhere)
            break;
        for (; offset < std::min(offsets[i], text.size()); ++offset) {
            const bool isContinuation = (static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U;
            if (text[offset] == '\n')
                here = {here.line + 1, 1};
            else
                here.column += isContinuation ? 0 : 1;
        }
        places[i] = here;
    }
    return places;
}

}  // namespace stormglass
