// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The scenario that a window edits: one value, its history, its problems and its file.
#pragma once

#include "ui/document/element_id.h"

#include "scenarios/json.h"
#include "scenarios/placed_issue.h"

#include <QObject>
#include <QString>
#include <QTimer>
#include <QUndoStack>

#include <functional>
#include <memory>
#include <vector>

namespace stormglass::ui {

/// One state of the document. It never changes, so that the history shares states.
struct Snapshot {
    spec::Scenario scenario;
    std::shared_ptr<const Json> base;  ///< The text as it was loaded or typed last: the source of order and spelling.
};

/// One gesture of the user, such as a drag or a word that is being typed: edits of one gesture are one entry in the history.
/// 0: an edit for itself.
using Gesture = quint64;

/// The document changes only by commands of its undo stack. Views listen to changed() and read what they show; they
/// never keep a pointer into the scenario beyond a signal.
class ScenarioDocument final : public QObject {
    Q_OBJECT

public:
    explicit ScenarioDocument(QObject* parent = nullptr);
    ~ScenarioDocument() override;

    [[nodiscard]] const spec::Scenario& scenario() const { return m_state->scenario; }
    /// As a JSON document, in the order and spelling of the user; made when somebody asks.
    [[nodiscard]] Json json() const;
    /// As the text of a file.
    [[nodiscard]] std::string text() const;
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }

    /// One edit, with words for the menu ("Move payment"). An edit that changes nothing leaves no trace.
    void edit(const QString& words, const std::function<void(spec::Scenario&)>& change, Gesture gesture = 0);
    [[nodiscard]] Gesture newGesture() { return ++m_lastGesture; }
    /// What the user has typed as JSON. It is taken if the scenario can hold all that it says, right or wrong; the problems of
    /// the text are told in any case.
    [[nodiscard]] bool editText(const std::string& text, std::vector<PlacedIssue>& problems, Gesture gesture = 0);

    /// What is wrong with the scenario: errors and warnings with JSON pointers. Known shortly after each change.
    [[nodiscard]] const std::vector<Issue>& problems() const { return m_problems; }
    [[nodiscard]] bool hasErrors() const;
    /// Looks at once, for who cannot wait.
    void validateNow();

    // --- its file ---
    /// Absolute; empty: it has none yet.
    [[nodiscard]] QString filePath() const { return m_path; }
    /// For the title: the name of the file or of the scenario.
    [[nodiscard]] QString title() const;
    /// The file said more than could be read: saving loses it, so the user is asked before.
    [[nodiscard]] bool isLossy() const { return m_isLossy; }
    [[nodiscard]] const std::vector<PlacedIssue>& fileProblems() const { return m_fileProblems; }

    /// Starts a new history. As far as a file can be read it is opened, with its problems told by fileProblems(). A failure
    /// leaves the document as it was. Returns why the file cannot be read at all; empty: it was.
    [[nodiscard]] QString open(const QString& path);
    /// A document without a file: a template, or what was rescued.
    void start(const spec::Scenario& scenario, std::shared_ptr<const Json> base = nullptr);
    /// The same from the text of a file, such as an autosave.
    void startFromText(const std::string& text);
    /// Empty: it was saved, and that is the clean state.
    [[nodiscard]] QString saveAs(const QString& path);
    /// The file has another content than when it was opened or saved here.
    [[nodiscard]] bool hasFileChanged() const;

Q_SIGNALS:
    /// After every change of the scenario, undo and redo included.
    void changed();
    /// Another scenario altogether: views begin anew.
    void replaced();
    void problemsChanged();
    void fileChanged();

private:
    friend class EditScenario;

    void setState(std::shared_ptr<const Snapshot> state);
    void begin(std::shared_ptr<const Snapshot> state, const QString& path);
    void push(const QString& words, std::shared_ptr<const Snapshot> after, Gesture gesture);

    std::shared_ptr<const Snapshot> m_state;
    QUndoStack m_undo;
    QTimer m_validation;
    std::vector<Issue> m_problems;
    std::vector<PlacedIssue> m_fileProblems;
    QString m_path;
    QByteArray m_fileHash;
    bool m_isLossy = false;
    Gesture m_lastGesture = 0;
};

}  // namespace stormglass::ui
