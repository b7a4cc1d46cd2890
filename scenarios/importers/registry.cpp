// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/importers/importer.h"

#include <algorithm>

namespace stormglass {

std::span<const Importer> importers()
{
    static constexpr Importer kImporters[] = {
        {"chaos-toolkit", "An experiment of Chaos Toolkit, as JSON or YAML.", importChaosToolkit},
        {"chaos-mesh", "Objects of Chaos Mesh, as YAML: faults, Schedule, Workflow.", importChaosMesh},
    };
    return kImporters;
}

const Importer* findImporter(std::string_view name)
{
    const auto found = std::ranges::find(importers(), name, &Importer::name);
    return found == importers().end() ? nullptr : &*found;
}

bool Imported::has(ImportNote::Kind kind) const
{
    return std::ranges::any_of(notes, [&](const ImportNote& note) { return note.kind == kind; });
}

std::string toText(const ImportNote& note, const std::string& file)
{
    static constexpr std::string_view kWords[] = {"", "warning: ", "note: "};
    std::string text = file;
    if (note.place.line > 0)
        text += ':' + std::to_string(note.place.line) + ':' + std::to_string(note.place.column);
    text += ": " + std::string(kWords[static_cast<std::size_t>(note.kind)]);
    if (!note.pointer.empty())
        text += note.pointer + ": ";
    return text + (note.kind == ImportNote::Kind::Unmapped ? "cannot be mapped: " : "") + note.message;
}

}  // namespace stormglass
