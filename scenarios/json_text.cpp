// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/json_text.h"

#include "scenarios/json_pointer.h"
#include "scenarios/utf8.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace stormglass {
namespace {

constexpr std::size_t kMostProblems = 1000;

bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// A recursive-descent parser. Every read...() returns false after a problem that ends the reading.
class JsonTextReader {
public:
    explicit JsonTextReader(std::string_view text) : m_text(text) { }

    bool readDocument(Json& document);
    std::vector<JsonProblem> takeProblems() { return std::move(m_problems); }

private:
    bool readValue(Json& value, int depth);
    bool readObject(Json& value, int depth);
    bool readMember(Json& object, std::unordered_set<std::string>& keys, int depth);
    void placeProblems(std::size_t from, const std::string& pointer);
    bool readArray(Json& value, int depth);
    bool readString(std::string& into);
    bool readEscape(std::string& into);
    bool readHex(std::uint32_t& codeUnit);
    bool readNumber(Json& value);
    bool takeDigits();
    bool readWord(Json& value);

    void skipSpace();
    [[nodiscard]] bool isAtEnd() const { return m_offset >= m_text.size(); }
    [[nodiscard]] char peek() const { return isAtEnd() ? '\0' : m_text[m_offset]; }
    bool take(char expected);
    bool fail(std::size_t offset, std::string message);
    bool failExpecting(std::string_view expected);
    [[nodiscard]] std::string found() const;

    std::string_view m_text;
    std::size_t m_offset = 0;
    std::size_t m_values = 0;
    std::vector<JsonProblem> m_problems;
};

bool JsonTextReader::readDocument(Json& document)
{
    if (m_text.size() > kLargestJsonText) {
        return fail(0, "expected at most 64 MiB, found " + std::to_string(m_text.size()) + " bytes");
    }
    if (m_text.starts_with("\xFF\xFE") || m_text.starts_with("\xFE\xFF"))
        return fail(0, "expected UTF-8, found UTF-16");
    if (m_text.starts_with("\xEF\xBB\xBF"))
        m_offset = 3;
    skipSpace();
    if (!readValue(document, 0))
        return false;
    skipSpace();
    return isAtEnd() || failExpecting("the end of the file");
}

bool JsonTextReader::readValue(Json& value, int depth)
{
    if (++m_values > kMostJsonValues)
        return fail(m_offset, "expected at most " + std::to_string(kMostJsonValues) + " values");
    const char c = peek();
    if ((c == '{' || c == '[') && depth == kDeepestJson)
        return fail(m_offset, "expected at most " + std::to_string(kDeepestJson) + " arrays and objects within each other");
    if (c == '{')
        return readObject(value, depth + 1);
    if (c == '[')
        return readArray(value, depth + 1);
    if (c == '"') {
        value = std::string();
        return readString(value.get_ref<std::string&>());
    }
    if (c == '-' || isDigit(c))
        return readNumber(value);
    return readWord(value);
}

bool JsonTextReader::readObject(Json& value, int depth)
{
    ++m_offset;
    value = Json::object();
    std::unordered_set<std::string> keys;
    skipSpace();
    if (take('}'))
        return true;
    for (;;) {
        if (!readMember(value, keys, depth))
            return false;
        skipSpace();
        if (take('}'))
            return true;
        if (!take(','))
            return failExpecting("',' or '}'");
        skipSpace();
        if (peek() == '}')
            return fail(m_offset, "expected a member after the comma, found '}'");
    }
}

bool JsonTextReader::readMember(Json& object, std::unordered_set<std::string>& keys, int depth)
{
    const std::size_t start = m_offset;
    if (peek() != '"')
        return failExpecting("a key in double quotes");
    std::string key;
    if (!readString(key))
        return false;
    skipSpace();
    if (!take(':'))
        return failExpecting("':' after the key \"" + shortened(key) + '"');
    skipSpace();
    Json value;
    const std::size_t problems = m_problems.size();
    const bool isRead = readValue(value, depth);
    if (m_problems.size() > problems)
        placeProblems(problems, childPointer("", key));
    if (!isRead)
        return false;
    // ordered_map looks a key up by going through all of them; the set keeps a large object linear.
    if (keys.insert(key).second)
        object.get_ref<Json::object_t&>().emplace_back(std::move(key), std::move(value));
    else if (m_problems.size() < kMostProblems)
        m_problems.push_back({start, childPointer("", key), "duplicate key"});
    return true;
}

/// Problems know the way from where they were found; each value around them adds its key in front.
void JsonTextReader::placeProblems(std::size_t from, const std::string& pointer)
{
    for (std::size_t i = from; i < m_problems.size(); ++i)
        m_problems[i].pointer.insert(0, pointer);
}

bool JsonTextReader::readArray(Json& value, int depth)
{
    ++m_offset;
    value = Json::array();
    auto& elements = value.get_ref<Json::array_t&>();
    skipSpace();
    if (take(']'))
        return true;
    for (;;) {
        const std::size_t problems = m_problems.size();
        const bool isRead = readValue(elements.emplace_back(), depth);
        if (m_problems.size() > problems)
            placeProblems(problems, childPointer("", elements.size() - 1));
        if (!isRead)
            return false;
        skipSpace();
        if (take(']'))
            return true;
        if (!take(','))
            return failExpecting("',' or ']'");
        skipSpace();
        if (peek() == ']')
            return fail(m_offset, "expected a value after the comma, found ']'");
    }
}

bool JsonTextReader::readString(std::string& into)
{
    const std::size_t start = m_offset++;
    for (;;) {
        if (isAtEnd())
            return fail(start, "expected '\"' at the end of the string, found the end of the file");
        const char c = m_text[m_offset];
        if (c == '"') {
            ++m_offset;
            return true;
        }
        if (c == '\\') {
            if (!readEscape(into))
                return false;
            continue;
        }
        if (c == '\n' || c == '\r')
            return fail(start, "expected '\"' at the end of the string, found the end of the line");
        if (static_cast<unsigned char>(c) < 0x20)
            return fail(m_offset, "expected an escape such as \\t, found a control character in a string");
        const std::size_t length = utf8Length(m_text.substr(m_offset));
        if (length == 0)
            return fail(m_offset, "expected UTF-8, found an invalid byte");
        into.append(m_text, m_offset, length);
        m_offset += length;
    }
}

bool JsonTextReader::readEscape(std::string& into)
{
    static constexpr std::string_view kLetters = "\"\\/bfnrt";
    static constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
    const std::size_t start = m_offset++;
    const char letter = peek();
    if (const std::size_t index = kLetters.find(letter); index != std::string_view::npos && !isAtEnd()) {
        into += kMeanings[index];
        ++m_offset;
        return true;
    }
    std::uint32_t codePoint = 0;
    if (!take('u'))
        return fail(start, "expected one of \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u, found an unknown escape");
    if (!readHex(codePoint))
        return fail(start, "expected four hexadecimal digits after \\u");
    if (codePoint >= 0xD800 && codePoint < 0xDC00) {
        std::uint32_t low = 0;
        if (!take('\\') || !take('u') || !readHex(low) || low < 0xDC00 || low > 0xDFFF)
            return fail(start, "expected a pair of surrogates, found half of one");
        codePoint = 0x10000 + ((codePoint - 0xD800) << 10) + (low - 0xDC00);
    } else if (codePoint >= 0xDC00 && codePoint <= 0xDFFF) {
        return fail(start, "expected a pair of surrogates, found half of one");
    }
    appendUtf8(into, codePoint);
    return true;
}

bool JsonTextReader::readHex(std::uint32_t& codeUnit)
{
    if (m_text.size() - m_offset < 4)
        return false;
    const char* first = m_text.data() + m_offset;
    const auto [rest, error] = std::from_chars(first, first + 4, codeUnit, 16);
    m_offset += 4;
    return error == std::errc{} && rest == first + 4;
}

bool JsonTextReader::takeDigits()
{
    const std::size_t start = m_offset;
    while (isDigit(peek()))
        ++m_offset;
    return m_offset > start;
}

bool JsonTextReader::readNumber(Json& value)
{
    const std::size_t start = m_offset;
    bool isWhole = true;
    take('-');
    if (m_text.substr(m_offset).starts_with("Infinity"))
        return fail(start, "expected a finite number, found -Infinity");
    const bool startsWithZero = peek() == '0';
    const std::size_t digits = m_offset;
    if (!takeDigits())
        return failExpecting("a digit after '-'");
    if (startsWithZero && m_offset > digits + 1)
        return fail(start, "expected a number without leading zeros, found "
                        + shortened(m_text.substr(start, m_offset - start)));
    if (take('.')) {
        isWhole = false;
        if (!takeDigits())
            return failExpecting("a digit after the decimal point");
    }
    if (take('e') || take('E')) {
        isWhole = false;
        if (!take('+'))
            take('-');
        if (!takeDigits())
            return failExpecting("a digit in the exponent");
    }
    const std::string_view text = m_text.substr(start, m_offset - start);
    const char* end = text.data() + text.size();
    if (std::uint64_t natural = 0; isWhole && std::from_chars(text.data(), end, natural).ec == std::errc{}) {
        value = natural;  // unsigned where possible, as nlohmann's own parser has it
        return true;
    }
    if (std::int64_t whole = 0; isWhole && std::from_chars(text.data(), end, whole).ec == std::errc{}) {
        value = whole;
        return true;
    }
    double number = 0;
    // A number that is too small for a double reads as out of range as well, and means 0.
    if (std::from_chars(text.data(), end, number).ec != std::errc{} && text.find("e-") == std::string_view::npos
        && text.find("E-") == std::string_view::npos)
        return fail(start, "expected a number of at most 1.8e308, found " + shortened(text));
    value = number;
    return true;
}

bool JsonTextReader::readWord(Json& value)
{
    const std::size_t start = m_offset;
    std::size_t end = start;
    while (end < m_text.size() && isLetter(m_text[end]))
        ++end;
    const std::string_view word = m_text.substr(start, end - start);
    if (word == "true" || word == "false")
        value = word == "true";
    else if (word == "null")
        value = nullptr;
    else if (word == "NaN" || word == "Infinity")
        return fail(start, "expected a finite number, found " + std::string(word));
    else
        return failExpecting("a value");
    m_offset = end;
    return true;
}

void JsonTextReader::skipSpace()
{
    while (!isAtEnd() && std::string_view(" \t\n\r").find(m_text[m_offset]) != std::string_view::npos)
        ++m_offset;
}

bool JsonTextReader::take(char expected)
{
    if (isAtEnd() || m_text[m_offset] != expected)
        return false;
    ++m_offset;
    return true;
}

bool JsonTextReader::fail(std::size_t offset, std::string message)
{
    m_problems.push_back({offset, "", std::move(message)});
    return false;
}

bool JsonTextReader::failExpecting(std::string_view expected)
{
    return fail(m_offset, "expected " + std::string(expected) + ", found " + found());
}

std::string JsonTextReader::found() const
{
    if (isAtEnd())
        return "the end of the file";
    const std::string_view rest = m_text.substr(m_offset);
    if (rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#'))
        return "a comment, which JSON does not have";
    if (rest[0] == '\'')
        return "a single quote; JSON has double quotes";
    const auto first = static_cast<unsigned char>(rest[0]);
    if (first < 0x20 || first == 0x7F)
        return "a control character";
    const std::size_t length = utf8Length(rest);
    if (length == 0)
        return "a byte that is not UTF-8";
    std::size_t end = 0;
    while (end < rest.size() && (isLetter(rest[end]) || isDigit(rest[end])))
        ++end;
    return '\'' + shortened(rest.substr(0, std::max(end, length)), 20) + '\'';
}

}  // namespace

std::vector<JsonProblem> readJson(std::string_view text, Json& document)
{
    JsonTextReader reader(text);
    if (!reader.readDocument(document))
        document = nullptr;
    return reader.takeProblems();
}

}  // namespace stormglass
