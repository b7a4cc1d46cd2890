// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace stormglass::architecture {

namespace fs = std::filesystem;

namespace {

template <typename Iterator>
void collect(const fs::path& top, Iterator entries, const std::vector<std::string_view>& endings,
             std::vector<SourceFile>& files)
{
    for (const fs::directory_entry& entry : entries) {
        const std::string path = entry.path().lexically_relative(top).generic_string();
        const auto endsPath = [&](std::string_view ending) { return path.ends_with(ending); };
        if (!entry.is_regular_file() || std::ranges::none_of(endings, endsPath))
            continue;
        std::ifstream stream{entry.path(), std::ios::binary};
        files.push_back({path, std::string{std::istreambuf_iterator<char>{stream}, {}}});
    }
}

}  // namespace

std::vector<SourceFile> readTree(const fs::path& top, const std::vector<std::string_view>& folders,
                                 const std::vector<std::string_view>& endings)
{
    std::vector<SourceFile> files;
    for (const std::string_view folder : folders) {
        if (folder == ".")
            collect(top, fs::directory_iterator{top}, endings, files);
        else if (fs::exists(top / folder))
            collect(top, fs::recursive_directory_iterator{top / folder}, endings, files);
    }
    std::ranges::sort(files, {}, &SourceFile::path);
    return files;
}

}  // namespace stormglass::architecture
