// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/deliver.h"
#include "app/commands/experiment.h"
#include "app/commands/hunt_folder.h"
#include "app/output/hunt_view.h"
#include "app/output/output_files.h"
#include "app/output/progress_line.h"
#include "app/process/child_process.h"
#include "app/runs/trial_runner.h"
#include "models/experiments/hunt.h"
#include "scenarios/experiments_json.h"
#include "simcore/base/quantity_text.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <iostream>

#include <unistd.h>

namespace stormglass {
namespace {

using experiments::FailedTrial;
using experiments::Find;
using experiments::HuntResult;
using results::HuntReport;

constexpr std::size_t kDefaultRuns = 1000;

/// A number of runs, or a duration. Nothing if it is neither.
std::optional<SearchBudget> readBudget(const std::string& text)
{
    SearchBudget budget;
    if (text.empty()) {
        budget.runs = kDefaultRuns;
        return budget;
    }
    std::size_t runs = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), runs);
    if (error == std::errc{} && end == text.data() + text.size()) {
        if (runs == 0)
            return std::nullopt;  // who hunts without a run finds nothing, whatever there is
        budget.runs = runs;
        return budget;
    }
    const std::optional<Duration> time = readDuration(text);
    if (!time || *time <= Duration::zero())
        return std::nullopt;
    budget.time = std::chrono::ceil<std::chrono::seconds>(*time);
    return budget;
}

std::vector<results::HuntedFault> toResults(const experiments::FaultSet& faults)
{
    std::vector<results::HuntedFault> hunted;
    for (const spec::Fault& fault : faults)
        hunted.push_back({fault.name, std::string(kindOf(fault)), phraseOf(fault), toSeconds(fault.timing.at),
                          toSeconds(fault.timing.lasting)});
    return hunted;
}

/// The hunt with its folder: what it finds is in a file before the next set is tried.
class HuntKeeper {
public:
    HuntKeeper(const ChaosSetup& setup, const HuntFolder& folder)
        : m_setup(setup), m_folder(folder), m_expectations(experiments::judgedExpectations(setup.loaded.scenario).judged)
    {
    }

    void keep(const Find& find)
    {
        const std::filesystem::path file = m_folder.scenarioFile("find", find.number);
        std::error_code error;
        if (find.sameAs != 0)
            std::filesystem::remove(file, error);
        else
            m_isWritten = m_folder.writeScenario(file, m_setup.loaded, find.faults, m_expectations) && m_isWritten;
    }

    [[nodiscard]] HuntReport reportOf(const HuntResult& hunted, const TrialRunner& runner)
    {
        const spec::Scenario& scenario = m_setup.loaded.scenario;
        const analysis::ReportIdentity identity = identityOf(scenario);
        HuntReport report;
        analysis::identifyRuns(report, scenario, identity);
        report.designs = m_setup.designs;
        report.runs = static_cast<std::int64_t>(runner.runs());
        report.isPartial = runner.wasInterrupted();
        report.isExhausted = hunted.isExhausted;
        report.faults = static_cast<std::int64_t>(hunted.singles);
        report.alike = static_cast<std::int64_t>(hunted.alike);
        report.levels = hunted.levels;
        report.brokenWithout = hunted.brokenWithout;
        report.leftOut = hunted.leftOut;
        report.notJudged = hunted.notJudged;
        for (const Find& find : hunted.finds) {
            if (find.sameAs == 0)
                report.finds.push_back(toResult(find));
        }
        for (const FailedTrial& failed : hunted.failures)
            report.failures.push_back(toResult(failed, report.failures.size() + 1));
        m_isWritten = m_folder.writeReport(report) && m_isWritten;
        return report;
    }

    [[nodiscard]] bool isWritten() const { return m_isWritten; }

private:
    [[nodiscard]] results::HuntFind toResult(const Find& find) const
    {
        results::HuntFind result;
        result.number = static_cast<std::int64_t>(find.number);
        result.design = find.design;
        for (const std::size_t e : find.broken)
            result.broken.push_back(find.judgement.expectations[e]);
        result.faults = toResults(find.faults);
        result.isShrunk = find.isShrunk;
        result.inevitableAt = find.inevitableAt == Duration::zero() ? results::kNothing : toSeconds(find.inevitableAt);
        result.foundAs = toResults(find.foundAs);
        result.foundAfter = static_cast<std::int64_t>(find.foundAfter);
        result.fingerprint = find.judgement.fingerprint;
        result.file = m_folder.scenarioFile("find", find.number).string();
        result.command = "stormglass run " + shellWord(result.file) + (find.design.empty() ? "" : " --design " + shellWord(find.design));
        return result;
    }

    [[nodiscard]] results::HuntFailure toResult(const FailedTrial& failed, std::size_t number)
    {
        const std::filesystem::path file = m_folder.scenarioFile("failure", number);
        m_isWritten = m_folder.writeScenario(file, m_setup.loaded, failed.trial.faults, m_expectations) && m_isWritten;
        return {failed.trial.design, toResults(failed.trial.faults), failed.message, file.string()};
    }

    const ChaosSetup& m_setup;
    const HuntFolder& m_folder;
    const std::vector<spec::Expectation> m_expectations;
    bool m_isWritten = true;
};

std::vector<std::string> huntProblems(const ChaosOptions& options)
{
    std::vector<std::string> problems;
    if (options.run.scenario.empty() && options.resumeFolder.empty())
        problems.emplace_back("expected a scenario, or --resume with the folder of a hunt");
    if (!options.run.htmlFile.empty() || !options.run.junitFile.empty() || options.areExpectationsJudged)
        problems.emplace_back("--html, --junit and --expect are for the matrix");
    if (!options.resumeFolder.empty()) {
        const bool isTold = !options.run.scenario.empty() || !options.run.allOverrides().empty() || !options.designs.empty()
            || !options.faults.empty() || !options.victims.empty() || !options.at.empty() || !options.lasting.empty()
            || !options.folder.empty();
        if (isTold)
            problems.emplace_back("--resume goes on with what the hunt was told; only --budget, --jobs and outputs can change");
    }
    if (!readBudget(options.budget))
        problems.push_back("--budget: expected a number of runs, at least 1, or a duration such as 5m, found \"" + options.budget + "\"");
    return problems;
}

std::filesystem::path newFolderOf(const ChaosOptions& options)
{
    if (!options.folder.empty())
        return options.folder;
    return std::filesystem::path(options.run.scenario).stem().string() + "-hunt";
}

/// Nothing if it cannot be used, which has been told then.
std::optional<HuntFolder> huntFolderFor(const ChaosOptions& options, const std::optional<HuntFolder>& takenUp, const ChaosSetup& setup)
{
    if (takenUp)
        return takenUp;
    Result<HuntFolder> folder = HuntFolder::create(newFolderOf(options), options, setup.loaded);
    if (folder)
        return std::move(folder).value();
    tellChaosProblem(folder.message());
    return std::nullopt;
}

TrialSetting trialSetting(const ChaosSetup& setup)
{
    const spec::Scenario& scenario = setup.loaded.scenario;
    TrialSetting setting{.scenario = setup.loaded.document->dump(),
                         .expectations = experiments::judgedExpectations(scenario).judged,
                         .replications = scenario.run.replications,
                         .figures = experiments::signatureFigures()};
    const std::vector<std::string> deciding = experiments::decidingFigures(setting.expectations);
    setting.figures.insert(setting.figures.end(), deciding.begin(), deciding.end());
    return setting;
}

/// False if something could not be written, which has been told then.
bool deliverHunt(const HuntReport& report, const ChaosOptions& options)
{
    return deliver(options.run,
                   {.json = [&] { return toJson(report).dump(2) + '\n'; },
                    .text = [&] { return huntToText(report, TextStyle::forStandardOutput()); },
                    .problems = [&] { return findsToText(report, TextStyle::forOutput(STDERR_FILENO)); }},
                   tellChaosProblem);
}

/// \p options as the user gave them, with what a taken up hunt was told.
ExitCode huntIn(const ChaosOptions& options, const std::optional<HuntFolder>& takenUp)
{
    const std::optional<ChaosSetup> setup = setUpChaos(options);
    if (!setup)
        return kBadInput;
    const spec::Scenario& scenario = setup->loaded.scenario;
    const experiments::HuntChoice choice{setup->designs, setup->kinds, setup->victims, setup->window,
                                         static_cast<std::size_t>(options.mostFaults)};
    if (scenario.expect.empty() || experiments::huntSpace(scenario, choice).singles.empty()) {
        tellChaosProblem(scenario.expect.empty() ? "the scenario expects nothing, so there is nothing to break"
                                                 : "these faults hit nothing of this");
        return kBadInput;
    }
    const std::optional<HuntFolder> folder = huntFolderFor(options, takenUp, *setup);
    if (!folder)
        return kBadInput;
    Result<TrialLog> log = TrialLog::open(folder->logFile());
    if (!log) {
        tellChaosProblem(log.message());
        return kBadInput;
    }

    const SearchBudget budget = readBudget(options.budget).value_or(SearchBudget{});
    const TrialSetting setting = trialSetting(*setup);
    HuntKeeper keeper(*setup, *folder);
    auto line = std::make_unique<ProgressLine>(options.run.progressForm());
    const auto progressed = [&](std::size_t runs) {
        const std::size_t most = budget.runs.value_or(0);
        line->show({.finished = runs, .total = most, .fraction = most > 0 ? static_cast<double>(runs) / static_cast<double>(most) : 0});
    };
    TrialRunner runner(setting, log.value(), budget, {ownPath(), "worker"}, options.run.jobs, progressed);
    const HuntResult hunted = experiments::hunt(scenario, choice, [&](const auto& trials) { return runner.run(trials); },
                                                [&](const Find& find) { keeper.keep(find); });
    line.reset();

    const HuntReport report = keeper.reportOf(hunted, runner);
    const bool isDelivered = deliverHunt(report, options);
    if (report.isPartial)
        std::cerr << "stormglass: interrupted; stormglass chaos --hunt --resume " << shellWord(folder->path().string())
                  << " goes on\n";
    if (!keeper.isWritten() || runner.hasLogFailed())
        tellChaosProblem(folder->path().string() + ": something could not be written");
    if (report.isPartial || !report.failures.empty() || !isDelivered || !keeper.isWritten() || runner.hasLogFailed())
        return kRunFailed;
    const bool isClean = report.finds.empty() && report.brokenWithout.empty();
    return isClean || options.run.isExitZero ? kSuccess : kExpectationFailed;
}

}  // namespace

ExitCode carryOutHunt(const ChaosOptions& options)
{
    std::vector<std::string> problems = huntProblems(options);
    ChaosOptions told = options;
    std::optional<HuntFolder> takenUp;
    if (problems.empty() && !options.resumeFolder.empty()) {
        Result<HuntFolder> folder = HuntFolder::takeUp(options.resumeFolder, told);
        if (folder)
            takenUp = std::move(folder).value();
        else
            problems.push_back(folder.message());
    }
    if (problems.empty())
        problems = findOutputProblems(told.run.outputFiles(), {told.run.scenario});
    for (const std::string& problem : problems)
        tellChaosProblem(problem);
    return problems.empty() ? huntIn(told, takenUp) : kBadInput;
}

}  // namespace stormglass
