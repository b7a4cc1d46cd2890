// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is wrong with the scenario, as a list that leads to the places.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QListWidgetItem;

namespace stormglass::ui {

/// "payment › service time": the part and the field that a JSON pointer names.
[[nodiscard]] QString placeInWords(const spec::Scenario& scenario, const std::string& pointer);

class ProblemsPanel final : public QWidget {
    Q_OBJECT

public:
    ProblemsPanel(ScenarioDocument& document, Selection& selection, QWidget* parent = nullptr);

    /// "2 errors, 1 warning"; "No problems".
    [[nodiscard]] QString title() const { return m_title; }

Q_SIGNALS:
    /// The user wants to see the field at the JSON pointer.
    void fieldWanted(const QString& pointer);
    void titleChanged(const QString& title);

private:
    void refresh();
    void add(Severity severity, const std::string& pointer, const std::string& message);
    void jump(const QListWidgetItem* item);

    ScenarioDocument& m_document;
    Selection& m_selection;
    QString m_title;
    QListWidget* m_list;
    QLabel* m_empty;
};

}  // namespace stormglass::ui
