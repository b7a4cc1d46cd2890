// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/line_stream.h"

#include <array>
#include <cerrno>
#include <cstdint>

#include <unistd.h>

namespace stormglass {
namespace {

constexpr std::size_t kLongestTail = 2000;

/// Bytes read into the buffer; 0 at the end of the file, which a broken pipe also is.
std::size_t readSome(int descriptor, std::array<char, 65536>& buffer)
{
    ssize_t count = 0;
    do
        count = ::read(descriptor, buffer.data(), buffer.size());
    while (count < 0 && errno == EINTR);
    return count > 0 ? static_cast<std::size_t>(count) : 0;
}

}  // namespace

bool LineReader::readFrom(int descriptor)
{
    std::array<char, 65536> buffer;
    const std::size_t count = readSome(descriptor, buffer);
    std::string_view text(buffer.data(), count);
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        m_lines.push_back(m_rest.append(text.substr(0, end)));
        m_rest.clear();
        text.remove_prefix(end + 1);
    }
    m_rest.append(text);
    return count > 0;
}

std::string LineReader::takeLine()
{
    std::string line = std::move(m_lines.front());
    m_lines.pop_front();
    return line;
}

bool Tail::readFrom(int descriptor)
{
    std::array<char, 65536> buffer;
    const std::size_t count = readSome(descriptor, buffer);
    m_text.append(buffer.data(), count);
    if (m_text.size() > kLongestTail)
        m_text.erase(0, m_text.size() - kLongestTail);
    return count > 0;
}

bool writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = ::write(descriptor, text.data(), text.size());
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

}  // namespace stormglass
