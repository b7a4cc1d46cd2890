// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/result_tables.h"

#include "ui/look/figure_text.h"
#include "ui/run/time_text.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <map>

namespace stormglass::ui {
namespace {

QString tableWords(const char* text) { return QCoreApplication::translate("ResultTables", text); }
QString plain(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// What stands behind '@' is the phase.
std::pair<std::string, QString> nameAndPhase(const std::string& name)
{
    const std::size_t at = name.find('@');
    return at == std::string::npos ? std::pair(name, QString()) : std::pair(name.substr(0, at), plain(name.substr(at + 1)));
}

struct Grid {
    std::vector<std::string> subjects;
    std::vector<std::string> names;
    std::map<std::pair<std::string, std::string>, const results::Metric*> values;
};

Grid gridOf(const results::RunResult& result, results::SubjectKind kind)
{
    Grid grid;
    for (const results::Metric& metric : result.metrics) {
        if (metric.kind != kind)
            continue;
        if (std::ranges::find(grid.subjects, metric.subject) == grid.subjects.end())
            grid.subjects.push_back(metric.subject);
        if (std::ranges::find(grid.names, metric.name) == grid.names.end())
            grid.names.push_back(metric.name);
        grid.values[{metric.subject, metric.name}] = &metric;
    }
    return grid;
}

QString cellOf(const Grid& grid, const std::string& subject, const std::string& name)
{
    const auto found = grid.values.find({subject, name});
    if (found == grid.values.end())
        return {};
    const results::MetricInfo* info = results::findMetric(nameAndPhase(name).first);
    const results::Metric& metric = *found->second;
    const results::Unit unit = info != nullptr ? info->unit : results::Unit::Number;
    const QString value = figureText(metric.value, unit);
    return metric.halfWidth > 0 ? QStringLiteral("%1 ± %2").arg(value, figureText(metric.halfWidth, unit)) : value;
}

QString labelOf(const std::string& name)
{
    const auto [plainName, phase] = nameAndPhase(name);
    const results::MetricInfo* info = results::findMetric(plainName);
    const QString label = info != nullptr ? plain(info->label) : plain(plainName);
    return phase.isEmpty() ? label : QStringLiteral("%1, %2").arg(label, phase);
}

/// One row for each figure, one column for each subject: few flows with many figures.
void addByFigure(std::vector<FigureTable>& tables, const QString& title, const Grid& grid)
{
    if (grid.names.empty())
        return;
    FigureTable table{.title = title, .heads = {tableWords("Figure")}};
    for (const std::string& subject : grid.subjects)
        table.heads << plain(subject);
    for (const std::string& name : grid.names) {
        const results::MetricInfo* info = results::findMetric(nameAndPhase(name).first);
        FigureTable::Row row{.cells = {labelOf(name)}, .help = info != nullptr ? plain(info->help) : QString()};
        for (const std::string& subject : grid.subjects)
            row.cells << cellOf(grid, subject, name);
        table.rows.push_back(std::move(row));
    }
    tables.push_back(std::move(table));
}

/// One row for each subject, one column for each figure of the whole run: many components.
void addBySubject(std::vector<FigureTable>& tables, const QString& title, const Grid& grid)
{
    if (grid.names.empty())
        return;
    FigureTable table{.title = title, .heads = {tableWords("Name")}};
    std::vector<std::string> names = grid.names;
    std::erase_if(names, [](const std::string& name) { return name.find('@') != std::string::npos; });
    for (const std::string& name : names)
        table.heads << labelOf(name);
    for (const std::string& subject : grid.subjects) {
        FigureTable::Row row{.cells = {plain(subject)}};
        for (const std::string& name : names)
            row.cells << cellOf(grid, subject, name);
        table.rows.push_back(std::move(row));
    }
    tables.push_back(std::move(table));
}

void addBooks(std::vector<FigureTable>& tables, const results::RunResult& result)
{
    FigureTable table{.title = tableWords("Books"),
                      .heads = {tableWords("Of"), tableWords("Account"), tableWords("Count"), tableWords("Share")}};
    for (const results::Ledger& ledger : result.ledgers) {
        const auto share = [&](std::uint64_t count) {
            return ledger.in > 0 ? shareText(static_cast<double>(count) / static_cast<double>(ledger.in)) : QString();
        };
        table.rows.push_back({{plain(ledger.subject), tableWords("came in"), countText(static_cast<double>(ledger.in)), QString()}});
        for (const auto& [account, count] : ledger.out)
            table.rows.push_back({{QString(), plain(account), countText(static_cast<double>(count)), share(count)}});
        for (const auto& [account, count] : ledger.extra)
            table.rows.push_back({{QString(), tableWords("added by faults: %1").arg(plain(account)),
                                   countText(static_cast<double>(count)), share(count)}});
        for (const auto& [account, count] : ledger.redelivered)
            table.rows.push_back({{QString(), tableWords("delivered again: %1").arg(plain(account)),
                                   countText(static_cast<double>(count)), QString()}});
        if (ledger.imbalance() != 0)
            table.rows.push_back({.cells = {QString(), tableWords("does not balance"),
                                            countText(static_cast<double>(ledger.imbalance())), QString()},
                                  .isWrong = true});
    }
    if (!table.rows.empty())
        tables.push_back(std::move(table));
}

void addChecks(std::vector<FigureTable>& tables, const results::RunResult& result)
{
    FigureTable table{.title = tableWords("Hypothesis"),
                      .heads = {tableWords("Line"), tableWords("When"), tableWords("Holds"), tableWords("Found"), tableWords("Windows")}};
    for (const results::HypothesisCheck& check : result.experiment.checks) {
        if (result.experiment.isCalledOff() && check.moment != results::CheckMoment::Before)
            continue;
        table.rows.push_back({.cells = {plain(check.that), plain(results::wordOf(check.moment)),
                                        check.holds() ? tableWords("yes") : tableWords("no"),
                                        std::isfinite(check.found) ? QString::number(check.found, 'g', 4) : QStringLiteral("–"),
                                        tableWords("%1 of %2 deviate").arg(check.deviating).arg(check.windows)},
                              .isWrong = !check.holds()});
    }
    if (!table.rows.empty())
        tables.push_back(std::move(table));
}

void addNotes(std::vector<FigureTable>& tables, const results::RunResult& result)
{
    FigureTable table{.title = tableWords("Notes"), .heads = {tableWords("Kind"), tableWords("Text")}};
    for (const std::string& failure : result.failures)
        table.rows.push_back({.cells = {tableWords("Failure"), plain(failure)}, .isWrong = true});
    if (result.experiment.isCalledOff())
        table.rows.push_back({.cells = {tableWords("Failure"), tableWords("Before the faults %1 did not hold, so they did not take place.")
                                                                   .arg(plain(result.experiment.calledOffBy))},
                              .isWrong = true});
    if (result.experiment.isAborted())
        table.rows.push_back({.cells = {tableWords("Aborted"), tableWords("%1 deviated for too long, so the faults were mended.")
                                                                   .arg(plain(result.experiment.abortedBy))},
                              .isWrong = true});
    for (const std::string& note : result.notes)
        table.rows.push_back({{tableWords("Note"), plain(note)}});
    if (!table.rows.empty())
        tables.push_back(std::move(table));
}

QString listed(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names)
        list << plain(name);
    return list.join(QStringLiteral(", "));
}

void addStuck(std::vector<FigureTable>& tables, const results::RunResult& result)
{
    FigureTable table{.title = tableWords("Stuck flows"),
                      .heads = {tableWords("Flow"), tableWords("Began"), tableWords("Done"), tableWords("Open"), tableWords("A message of it is")}};
    for (const results::StuckFlow& stuck : result.stuck) {
        table.rows.push_back({.cells = {QStringLiteral("%1 %2").arg(plain(stuck.flow)).arg(stuck.number), clockText(stuck.startedAt, 0.01),
                                        listed(stuck.done), listed(stuck.open), stuck.cause.empty() ? tableWords("unknown") : plain(stuck.cause)},
                              .isWrong = true});
    }
    if (!table.rows.empty())
        tables.push_back(std::move(table));
}

}  // namespace

std::vector<FigureTable> tablesOf(const results::RunResult& result)
{
    using Kind = results::SubjectKind;
    std::vector<FigureTable> tables;
    addByFigure(tables, tableWords("Flows"), gridOf(result, Kind::Flow));
    addBySubject(tables, tableWords("Components"), gridOf(result, Kind::Component));
    addBySubject(tables, tableWords("Channels"), gridOf(result, Kind::Channel));
    addByFigure(tables, tableWords("Faults"), gridOf(result, Kind::Fault));
    addBooks(tables, result);
    addStuck(tables, result);
    addChecks(tables, result);
    addNotes(tables, result);
    return tables;
}

}  // namespace stormglass::ui
