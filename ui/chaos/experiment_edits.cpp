// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/experiment_edits.h"

#include "scenarios/fault_list.h"
#include "scenarios/scenario_writer.h"
#include "ui/document/element_edits.h"
#include "ui/document/scenario_document.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>
#include <QSaveFile>

namespace stormglass::ui {

std::vector<spec::Fault> readInjected(const std::vector<std::string>& faults)
{
    std::vector<spec::Fault> all;
    for (const std::string& text : faults) {
        Issues issues;
        for (spec::Fault& fault : readFaults('[' + text + ']', issues)) {
            if (!issues.hasErrors())
                all.push_back(std::move(fault));
        }
    }
    return all;
}

std::string addFault(ScenarioDocument& document, spec::Fault fault)
{
    fault.name = freeName(document.scenario(), fault.name);
    const std::string name = fault.name;
    document.edit(QCoreApplication::translate("Chaos", "Plan %1").arg(QString::fromStdString(name)),
                  [&](spec::Scenario& scenario) { scenario.chaos.push_back(fault); });
    return name;
}

void appendFaults(spec::Scenario& scenario, std::vector<spec::Fault> faults)
{
    for (spec::Fault& fault : faults) {
        fault.name = freeName(scenario, fault.name);
        scenario.chaos.push_back(std::move(fault));
    }
}

QString saveExperiment(const ScenarioDocument& document, const std::vector<spec::Fault>& faults, const QString& path)
{
    spec::Scenario scenario = document.scenario();
    appendFaults(scenario, faults);
    const std::string text = toFileText(updatedDocument(document.json(), scenario));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 || !file.commit())
        return QCoreApplication::translate("Chaos", "%1 cannot be written: %2").arg(path, file.errorString());
    return {};
}

}  // namespace stormglass::ui
