// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the inspector does to the document.
#include "ui/document/element_edits.h"
#include "ui/panels/element_fields.h"
#include "ui/panels/inspector_panel.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace stormglass::ui {
namespace {

/// The text as the file would say it. What is no number stays a text, so that the reader tells what it expected.
Json jsonOf(const FieldNode& node, const QString& text)
{
    const QString trimmed = text.trimmed();
    bool isNumber = false;
    switch (node.type) {
    case FieldType::Flag: return text == u"true";
    case FieldType::Integer:
    case FieldType::Number: {
        const qlonglong whole = trimmed.toLongLong(&isNumber);
        if (isNumber)
            return static_cast<std::int64_t>(whole);
        const double number = trimmed.toDouble(&isNumber);
        return isNumber ? Json(number) : Json(trimmed.toStdString());
    }
    case FieldType::References: {
        Json names = Json::array();
        for (const QString& name : text.split(u',', Qt::SkipEmptyParts)) {
            if (!name.trimmed().isEmpty())
                names.push_back(name.trimmed().toStdString());
        }
        return names;
    }
    case FieldType::Text: return text.toStdString();
    default: return trimmed.toStdString();
    }
}

}  // namespace

QString InspectorPanel::write(const FieldNode& node, const QString& text)
{
    const bool isOwnName = node.pointer == "/name" && node.type == FieldType::Name;
    if (isOwnName && m_elements.size() == 1)
        return rename(text.trimmed());
    const bool isEmpty = text.trimmed().isEmpty() && node.type != FieldType::References;
    const bool isByDefault = isEmpty && !node.isRequired;
    const Json value = jsonOf(node, text);
    return changeAll(tr("Change %1").arg(labelOf(node.key).toLower()), node.pointer, [&](Json& json) {
        if (isByDefault)
            eraseAt(json, node.pointer);
        else
            setAt(json, node.pointer, value);
    }, m_gesture);
}

QString InspectorPanel::rename(const QString& text)
{
    const ElementId element = m_elements.front();
    const std::string name = text.toStdString();
    const std::string objection = objectionToName(m_document.scenario(), element, name);
    if (!objection.empty())
        return QString::fromStdString(objection);
    m_isRenaming = true;
    ElementId renamed = element;
    renamed.name = name;
    m_document.edit(tr("Rename %1").arg(QString::fromStdString(element.name)),
                    [&](spec::Scenario& scenario) { renameElement(scenario, element, name); }, m_gesture);
    m_selection.set({renamed});
    m_isRenaming = false;
    refresh(true);
    return {};
}

QString InspectorPanel::changeAll(const QString& words, const std::string& pointer, const std::function<void(Json&)>& change,
                                  Gesture gesture)
{
    std::string objection;
    const std::vector<ElementId> elements = m_elements;
    m_document.edit(words, [&](spec::Scenario& scenario) {
        spec::Scenario changed = scenario;
        for (const ElementId& element : elements) {
            objection = changeElement(changed, element, pointer, change);
            if (!objection.empty())
                return;
        }
        scenario = std::move(changed);
    }, gesture);
    return QString::fromStdString(objection);
}

void InspectorPanel::reset(const FieldNode& node)
{
    const std::string pointer = node.pointer;  // the node goes with its row
    changeAll(tr("Reset %1").arg(labelOf(node.key).toLower()), pointer, [&](Json& json) { eraseAt(json, pointer); }, 0);
}

QString InspectorPanel::changeList(const FieldNode& list, ListChange what, int index)
{
    const auto change = [&](Json& json) {
        Json& array = json[Json::json_pointer(list.pointer)];
        if (array.is_null())
            array = Json::array();
        const auto place = static_cast<std::size_t>(std::max(index, 0));
        switch (what) {
        case ListChange::Add: array.push_back(Json::object()); break;
        case ListChange::Remove: array.erase(place); break;
        case ListChange::MoveUp: std::swap(array[place], array[place - 1]); break;
        case ListChange::MoveDown: std::swap(array[place], array[place + 1]); break;
        }
    };
    const QString words = what == ListChange::Add ? tr("Add to %1") : what == ListChange::Remove ? tr("Remove from %1") : tr("Reorder %1");
    // A new element lacks what it requires until the user has filled it in: only the list itself is judged.
    std::string objection;
    const ElementId element = m_elements.front();
    m_document.edit(words.arg(labelOf(list.key).toLower()), [&](spec::Scenario& scenario) {
        objection = changeElement(scenario, element, list.pointer, change,
                                  Judge::ValueItself);
    });
    return QString::fromStdString(objection);
}

}  // namespace stormglass::ui
