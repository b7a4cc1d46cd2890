// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of what is selected, to be read and changed.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"
#include "ui/panels/field_row.h"

#include <QSet>

class QCheckBox;
class QLineEdit;
class QScrollArea;

namespace stormglass::ui {

class FieldForm;

/// Follows the selection: one part, several of a kind at once, or with none the scenario itself. The form is made by visiting what
/// the parts describe, and shows whatever is described.
class InspectorPanel final : public QWidget {
    Q_OBJECT

public:
    InspectorPanel(ScenarioDocument& document, Selection& selection, QWidget* parent = nullptr);
    ~InspectorPanel() override;

    /// What is shown at present.
    [[nodiscard]] const std::vector<ElementId>& elements() const { return m_elements; }
    [[nodiscard]] const std::vector<FieldNode>& fields() const { return m_fields; }

    /// Selects the part that holds the JSON pointer of the scenario and gives the focus to its field.
    void showField(const QString& pointer);

private:
    void makeHeader();
    void makeActions();
    void selectionChanged();
    /// A form that is kept shows the same part under another name.
    void refresh(bool isFormKept = false);
    void rebuild(const std::vector<FieldNode>& shown);
    void showTitle();

    QString write(const FieldNode& node, const QString& text);
    QString rename(const QString& text);
    QString changeAll(const QString& words, const std::string& pointer, const std::function<void(Json&)>& change, Gesture gesture);
    void reset(const FieldNode& node);
    QString changeList(const FieldNode& list, ListChange what, int index);
    [[nodiscard]] QStringList names(spec::RefersTo what) const;

    ScenarioDocument& m_document;
    Selection& m_selection;
    FieldActions m_actions;
    std::vector<ElementId> m_elements;
    std::vector<FieldNode> m_fields;
    QString m_shape;
    Gesture m_gesture = 0;
    bool m_isRenaming = false;
    QSet<QString> m_open;  // groups that the user has opened, in whatever part

    QLabel* m_title;
    QLabel* m_kind;
    QLineEdit* m_filter;
    QCheckBox* m_onlyChanged;
    QScrollArea* m_scroll;
    FieldForm* m_form = nullptr;
};

}  // namespace stormglass::ui
