// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/code_text.h"

#include <cctype>

namespace stormglass::architecture {

namespace {

/// Walks through the text once; each function eats one kind of thing from the front.
class Blanker {
public:
    explicit Blanker(std::string_view text)
        : m_text(text)
    {
    }

    std::string run()
    {
        while (m_at < m_text.size()) {
            if (rest().starts_with("//"))
                blankUntil(m_text.find('\n', m_at));
            else if (rest().starts_with("/*"))
                blankUntil(behind("*/", m_at + 2));
            else if (rest().starts_with("R\"") && !continuesWord())
                eatRawLiteral();
            else if (m_text[m_at] == '"')
                eatLiteral('"', isIncludeLine());
            else if (m_text[m_at] == '\'' && !continuesWord())  // 1'000 is a number
                eatLiteral('\'', false);
            else
                keep();
        }
        return std::move(m_result);
    }

private:
    std::string_view rest() const { return m_text.substr(m_at); }

    bool continuesWord() const
    {
        return m_at > 0 && (std::isalnum(static_cast<unsigned char>(m_text[m_at - 1])) != 0 || m_text[m_at - 1] == '_');
    }

    bool isIncludeLine() const
    {
        const std::size_t newline = m_text.rfind('\n', m_at);
        const std::size_t start = newline == std::string_view::npos ? 0 : newline + 1;
        return m_text.substr(start, m_at - start).find("include") != std::string_view::npos;
    }

    std::size_t behind(std::string_view mark, std::size_t from) const
    {
        const std::size_t found = m_text.find(mark, from);
        return found == std::string_view::npos ? found : found + mark.size();
    }

    void keep() { m_result += m_text[m_at++]; }

    void blankUntil(std::size_t end)
    {
        end = std::min(end, m_text.size());
        for (; m_at < end; ++m_at)
            m_result += m_text[m_at] == '\n' ? '\n' : ' ';
    }

    void eatRawLiteral()
    {
        const std::size_t open = m_text.find('(', m_at);
        if (open == std::string_view::npos)
            return blankUntil(open);
        std::string close{")"};
        close.append(m_text.substr(m_at + 2, open - m_at - 2)).append(1, '"');
        blankUntil(behind(close, open));
    }

    void eatLiteral(char quote, bool keepInside)
    {
        std::size_t end = m_at + 1;
        while (end < m_text.size() && m_text[end] != quote && m_text[end] != '\n')
            end += m_text[end] == '\\' ? 2 : 1;
        keep();
        while (keepInside && m_at < end)
            keep();
        blankUntil(end);
        if (m_at < m_text.size())
            keep();
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_result;
};

}  // namespace

std::string codeOnly(std::string_view text) { return Blanker{text}.run(); }

std::vector<std::string_view> splitLines(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

}  // namespace stormglass::architecture
