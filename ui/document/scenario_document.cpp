// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/document/scenario_document.h"

#include "scenarios/scenario_reader.h"
#include "scenarios/scenario_validation.h"
#include "scenarios/scenario_writer.h"
#include "ui/document/edit_scenario.h"
#include "ui/document/reading.h"

#include <nlohmann/json.hpp>

#include <QFileInfo>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kUndoLimit = 500;
constexpr int kValidationDelay = 120;  // milliseconds after the last change

}  // namespace

ScenarioDocument::ScenarioDocument(QObject* parent) : QObject(parent), m_state(std::make_shared<Snapshot>())
{
    m_undo.setUndoLimit(kUndoLimit);
    m_validation.setSingleShot(true);
    m_validation.setInterval(kValidationDelay);
    connect(&m_validation, &QTimer::timeout, this, &ScenarioDocument::validateNow);
}

ScenarioDocument::~ScenarioDocument() = default;

Json ScenarioDocument::json() const
{
    return m_state->base == nullptr ? toJson(m_state->scenario) : updatedDocument(*m_state->base, m_state->scenario);
}

std::string ScenarioDocument::text() const { return toFileText(json()); }

void ScenarioDocument::edit(const QString& words, const std::function<void(spec::Scenario&)>& change, Gesture gesture)
{
    auto after = std::make_shared<Snapshot>(*m_state);
    change(after->scenario);
    if (after->scenario == m_state->scenario)
        return;
    push(words, std::move(after), gesture);
}

bool ScenarioDocument::editText(const std::string& text, std::vector<PlacedIssue>& problems, Gesture gesture)
{
    LoadedScenario loaded = readScenarioText(text, title().toStdString());
    const bool isTaken = saysAll(loaded);
    problems = std::move(loaded.issues);
    if (!isTaken)
        return false;
    if (loaded.scenario == m_state->scenario && *loaded.document == json())
        return true;
    auto after = std::make_shared<Snapshot>(Snapshot{std::move(loaded.scenario), std::move(loaded.document)});
    push(tr("Edit the text"), std::move(after), gesture);
    return true;
}

bool ScenarioDocument::hasErrors() const
{
    return std::ranges::any_of(m_problems, [](const Issue& issue) { return issue.severity == Severity::Error; });
}

void ScenarioDocument::validateNow()
{
    m_validation.stop();
    std::vector<Issue> problems = validateScenario(m_state->scenario).list();
    if (problems == m_problems)
        return;
    m_problems = std::move(problems);
    Q_EMIT problemsChanged();
}

QString ScenarioDocument::title() const
{
    if (!m_path.isEmpty())
        return QFileInfo(m_path).fileName();
    const std::string& name = m_state->scenario.name;
    return name.empty() ? tr("Untitled") : QString::fromStdString(name);
}

void ScenarioDocument::setState(std::shared_ptr<const Snapshot> state)
{
    m_state = std::move(state);
    m_validation.start();
    Q_EMIT changed();
}

void ScenarioDocument::begin(std::shared_ptr<const Snapshot> state, const QString& path)
{
    m_undo.clear();
    m_path = path;
    m_state = std::move(state);
    Q_EMIT replaced();
    Q_EMIT fileChanged();
    Q_EMIT changed();
    validateNow();
}

void ScenarioDocument::push(const QString& words, std::shared_ptr<const Snapshot> after, Gesture gesture)
{
    m_undo.push(new EditScenario(*this, words, m_state, std::move(after), gesture));
}

void ScenarioDocument::start(const spec::Scenario& scenario, std::shared_ptr<const Json> base)
{
    m_isLossy = false;
    m_fileProblems.clear();
    m_fileHash.clear();
    begin(std::make_shared<Snapshot>(Snapshot{scenario, std::move(base)}), {});
}

void ScenarioDocument::startFromText(const std::string& text)
{
    LoadedScenario loaded = readScenarioText(text, "scenario");
    m_isLossy = !saysAll(loaded);
    m_fileHash.clear();
    m_fileProblems = std::move(loaded.issues);
    begin(std::make_shared<Snapshot>(Snapshot{std::move(loaded.scenario), std::move(loaded.document)}), {});
}

}  // namespace stormglass::ui
