// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/output_files.h"

#include "scenarios/file_text.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <system_error>

#include <unistd.h>

namespace stormglass {
namespace {

namespace fs = std::filesystem;

bool isSpecial(const fs::path& file)
{
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    return fs::exists(status) && !fs::is_regular_file(status) && !fs::is_directory(status);
}

fs::path folderOf(const fs::path& file) { return file.has_parent_path() ? file.parent_path() : fs::path("."); }

/// Why the file cannot be written; empty if it can.
std::string obstacle(const fs::path& file)
{
    std::error_code error;
    if (fs::is_directory(file, error))
        return "is a directory";
    if (isSpecial(file))
        return ::access(file.c_str(), W_OK) == 0 ? "" : std::generic_category().message(errno);
    const fs::path folder = folderOf(file);
    if (!fs::is_directory(folder, error))
        return "there is no directory " + folder.string();
    // Rights alone do not tell of read-only and full file systems.
    const fs::path trial = folder / ("." + file.filename().string() + "." + std::to_string(::getpid()) + ".part");
    const bool isWritable = std::ofstream(trial).put(' ').flush().good();
    const std::string reason = std::generic_category().message(errno);
    fs::remove(trial, error);
    return isWritable ? "" : reason;
}

bool isSameFile(const std::string& a, const std::string& b)
{
    std::error_code error;
    return fs::equivalent(a, b, error) || fs::absolute(a).lexically_normal() == fs::absolute(b).lexically_normal();
}

}  // namespace

std::vector<std::string> findOutputProblems(const std::vector<std::string>& files, const std::vector<std::string>& inputs)
{
    std::vector<std::string> problems;
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (const std::string reason = obstacle(files[i]); !reason.empty())
            problems.push_back(files[i] + ": cannot be written: " + reason);
        for (const std::string& input : inputs) {
            if (isSameFile(files[i], input))
                problems.push_back(files[i] + ": would overwrite an input");
        }
        for (std::size_t earlier = 0; earlier < i; ++earlier) {
            if (!isSpecial(files[i]) && isSameFile(files[i], files[earlier]))
                problems.push_back(files[i] + ": is named for two outputs");
        }
    }
    return problems;
}

std::optional<Failure> writeOutput(const std::string& file, std::string_view text)
{
    if (!isSpecial(file)) {
        const Result<std::size_t> written = writeFileText(file, text);
        return written ? std::nullopt : std::optional(Failure{file + ": " + written.message()});
    }
    std::ofstream stream(file, std::ios::binary);
    stream << text << std::flush;
    return stream ? std::nullopt : std::optional(Failure{file + ": cannot be written: " + std::generic_category().message(errno)});
}

}  // namespace stormglass
