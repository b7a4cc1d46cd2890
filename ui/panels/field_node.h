// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of a part as a tree for the inspector, made by visiting the part.
#pragma once

#include "ui/document/element_id.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace stormglass::ui {

enum class FieldType {
    Name, Text, Reference, References, Flag, Integer, Number, Ratio, Duration, Bytes, Rate, Bandwidth, Distribution, Choice,
    Variant,
    Object,   ///< Its fields are the children.
    List,     ///< Its elements are the children.
    Element,  ///< One element of a list.
};

struct FieldNode {
    FieldType type = FieldType::Text;
    std::string key;      ///< As in the file; of an element its index.
    std::string pointer;  ///< Within the part.
    QString value = {};        ///< As in the file; several names with ", " between them.
    QStringList options = {};  ///< Of a choice or variant.
    spec::RefersTo refersTo = spec::RefersTo::Component;
    QString help = {};
    QString source = {};
    QString range = {};  ///< "1 to 100"; empty: no limits worth telling.
    bool isRequired = false;
    bool isChanged = false;  ///< It says something else than the default, or something in it does.
    bool isMixed = false;    ///< Several parts are shown, and they differ here.
    std::vector<FieldNode> children = {};
};

[[nodiscard]] std::vector<FieldNode> fieldsOf(const spec::Scenario& scenario, const ElementId& element);
/// The fields that all of these parts have. Those of the first, marked where others differ; without lists.
[[nodiscard]] std::vector<FieldNode> commonFieldsOf(const spec::Scenario& scenario, const std::vector<ElementId>& elements);

/// The nodes that speak of all the words, or lie in or around one that does; only changed ones if so wished.
[[nodiscard]] std::vector<FieldNode> filtered(const std::vector<FieldNode>& nodes, const QString& words, bool onlyChanged);

/// Equal for trees that need the same widgets.
[[nodiscard]] QString shapeOf(const std::vector<FieldNode>& nodes);
[[nodiscard]] const FieldNode* findNode(const std::vector<FieldNode>& nodes, const std::string& pointer);

/// "queue_capacity" in words of a person: "Queue capacity".
[[nodiscard]] QString labelOf(const std::string& key);
/// What an element of a list says first of all: "call payment charge".
[[nodiscard]] QString summaryOf(const FieldNode& element);

}  // namespace stormglass::ui
