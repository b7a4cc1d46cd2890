// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/experiment_output.h"

#include "app/output/cascade_view.h"
#include "app/output/expectation_view.h"
#include "app/output/experiment_view.h"
#include "app/output/html_report.h"
#include "app/output/junit.h"
#include "app/output/output_files.h"
#include "app/output/report_view.h"
#include "scenarios/cascade_graphs.h"
#include "scenarios/results_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <iostream>

#include <unistd.h>

namespace stormglass {
namespace {

using results::DesignReport;
using results::Report;

/// An action that failed is never a pass, nor is one that was called off.
bool hasFailed(const Report& report)
{
    return report.status == results::RunStatus::Failed || report.status == results::RunStatus::Aborted
        || std::any_of(report.designs.begin(), report.designs.end(),
                       [](const DesignReport& design) { return !design.failures.empty(); });
}

std::string cascadesFor(const std::string& file, const Report& report)
{
    if (file.ends_with(".dot") || file.ends_with(".gv"))
        return toDot(report);
    if (file.ends_with(".mmd") || file.ends_with(".mermaid"))
        return toMermaid(report);
    return cascadesToText(report, TextStyle(false));
}

/// False if a file could not be written, which has been told then.
bool writeFiles(const Report& report, const spec::Scenario& scenario, const Delivery& delivery)
{
    const ExperimentOptions& options = delivery.options;
    bool isWritten = true;
    const auto write = [&](const std::string& file, const auto& makeText) {
        if (file.empty())
            return;
        if (const std::optional<Failure> failure = writeOutput(file, makeText())) {
            std::cerr << "stormglass: " << failure->message << '\n';
            isWritten = false;
        }
    };
    write(options.reportFile, [&] { return toJson(report).dump(2) + '\n'; });
    write(options.htmlFile, [&] { return toHtml(report, scenario, delivery.reproducingCommand); });
    write(options.cascadeFile, [&] { return cascadesFor(options.cascadeFile, report); });
    write(options.junitFile, [&] { return toJunit(report); });
    return isWritten;
}

void print(const Report& report, const Delivery& delivery)
{
    if (delivery.options.printsJson)
        std::cout << toJson(report).dump(2) << '\n';
    else if (!delivery.options.isQuiet)
        std::cout << reportToText(report, delivery.reproducingCommand, TextStyle::forStandardOutput());
    std::cout << std::flush;
    if (delivery.options.printsJson || delivery.options.isQuiet)
        std::cerr << deviationsToText(report, TextStyle::forOutput(STDERR_FILENO))
                  << brokenExpectationsToText(report, TextStyle::forOutput(STDERR_FILENO));
}

void tellFailures(const Report& report)
{
    for (const DesignReport& design : report.designs) {
        for (const std::string& failure : design.failures)
            std::cerr << "stormglass: the run failed: " << (design.design.empty() ? "" : design.design + ", ") << failure
                      << '\n';
    }
    if (report.isPartial)
        std::cerr << "stormglass: interrupted; the report holds what was measured so far and says that it is partial\n";
}

}  // namespace

ExitCode deliver(const Report& report, const spec::Scenario& scenario, const Delivery& delivery)
{
    const bool isWritten = writeFiles(report, scenario, delivery);
    print(report, delivery);
    tellFailures(report);
    if (hasFailed(report) || report.isPartial || !isWritten || !std::cout)
        return kRunFailed;
    return doAllHold(report) || delivery.options.isExitZero ? kSuccess : kExpectationFailed;
}

}  // namespace stormglass
