// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/exporters/exporter.h"

#include <algorithm>

namespace stormglass {

std::span<const Exporter> exporters()
{
    static constexpr Exporter kExporters[] = {
        {"chaos-toolkit", "An experiment of Chaos Toolkit with all that is known here, as JSON.", exportChaosToolkit},
        {"chaos-toolkit-kubernetes", "An experiment of Chaos Toolkit that a cluster can run, as JSON.", exportToolkitForKubernetes},
        {"chaos-mesh", "A Workflow of Chaos Mesh, as YAML.", exportChaosMesh},
    };
    return kExporters;
}

const Exporter* findExporter(std::string_view name)
{
    const auto found = std::ranges::find(exporters(), name, &Exporter::name);
    return found == exporters().end() ? nullptr : &*found;
}

}  // namespace stormglass
