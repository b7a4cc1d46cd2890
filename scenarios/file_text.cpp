// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/file_text.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <system_error>

namespace stormglass {
namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::string lastError() { return std::generic_category().message(errno); }

Failure remove(const std::filesystem::path& file, std::string message)
{
    std::error_code ignored;
    std::filesystem::remove(file, ignored);
    return Failure{std::move(message)};
}

}  // namespace

Result<std::string> readFileText(const std::filesystem::path& file, std::size_t mostBytes)
{
    std::error_code error;
    if (std::filesystem::is_directory(file, error))
        return Failure{"expected a file, found a directory"};
    const File in(std::fopen(file.c_str(), "rb"));
    if (!in)
        return Failure{"cannot be read: " + lastError()};
    std::string text;
    std::array<char, 65536> buffer{};
    while (const std::size_t count = std::fread(buffer.data(), 1, buffer.size(), in.get())) {
        text.append(buffer.data(), count);
        if (text.size() > mostBytes)
            return Failure{"expected at most " + std::to_string(mostBytes >> 20) + " MiB, found more"};
    }
    if (std::ferror(in.get()) != 0)
        return Failure{"cannot be read: " + lastError()};
    return text;
}

Result<std::size_t> writeFileText(const std::filesystem::path& file, std::string_view text)
{
    std::filesystem::path part = file;
    part += ".part";
    File out(std::fopen(part.c_str(), "wb"));
    if (!out)
        return Failure{"cannot be written: " + lastError()};
    const bool isWritten = std::fwrite(text.data(), 1, text.size(), out.get()) == text.size();
    if (std::fclose(out.release()) != 0 || !isWritten)
        return remove(part, "cannot be written: " + lastError());
    std::error_code error;
    std::filesystem::rename(part, file, error);
    if (error)
        return remove(part, "cannot be written: " + error.message());
    return text.size();
}

}  // namespace stormglass
