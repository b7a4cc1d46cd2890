// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/field_node.h"

#include "scenarios/json_pointer.h"
#include "scenarios/quantity_kinds.h"
#include "ui/look/units.h"
#include "ui/panels/element_fields.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

using spec::FieldInfo;
using spec::RefersTo;

QString toQString(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

/// Turns what it is shown into nodes.
class NodeMaker final : public spec::FieldVisitor {
public:
    NodeMaker(std::vector<FieldNode>& nodes, std::string pointer, const Json& said)
        : m_nodes(nodes), m_pointer(std::move(pointer)), m_said(said)
    {
    }

    void name(std::string_view key, std::string& value, const FieldInfo& info) override { add(FieldType::Name, key, value, info); }
    void text(std::string_view key, std::string& value, const FieldInfo& info) override { add(FieldType::Text, key, value, info); }
    void reference(std::string_view key, std::string& value, RefersTo what, const FieldInfo& info) override
    {
        add(FieldType::Reference, key, value, info).refersTo = what;
    }
    void references(std::string_view key, std::vector<std::string>& values, RefersTo what, const FieldInfo& info) override
    {
        std::string text;
        for (const std::string& value : values)
            text += (text.empty() ? "" : ", ") + value;
        add(FieldType::References, key, text, info).refersTo = what;
    }
    void flag(std::string_view key, bool& value, const FieldInfo& info) override
    {
        add(FieldType::Flag, key, value ? "true" : "false", info);
    }
    void integer(std::string_view key, std::int64_t& value, const FieldInfo& info) override
    {
        add(FieldType::Integer, key, std::to_string(value), info, numberToText);
    }
    void number(std::string_view key, double& value, const FieldInfo& info) override
    {
        add(FieldType::Number, key, numberToText(value), info, numberToText);
    }
    void ratio(std::string_view key, double& value, const FieldInfo& info) override
    {
        FieldInfo limited = info;
        limited.max = std::min(info.max, 1.0);
        add(FieldType::Ratio, key, percentToText(value), limited, percentToText);
    }
    void duration(std::string_view key, Duration& value, const FieldInfo& info) override
    {
        add(FieldType::Duration, key, fieldText(value, m_units).toStdString(), info,
            [](double limit) { return toText(stormglass::Duration{static_cast<std::int64_t>(limit)}); });
    }
    void bytes(std::string_view key, std::int64_t& value, const FieldInfo& info) override
    {
        add(FieldType::Bytes, key, bytesFieldText(value, m_units).toStdString(), info,
            [](double limit) { return bytesToText(static_cast<std::int64_t>(limit)); });
    }
    void rate(std::string_view key, double& value, const FieldInfo& info) override
    {
        add(FieldType::Rate, key, rateFieldText(value, m_units).toStdString(), info, rateToText);
    }
    void bandwidth(std::string_view key, double& value, const FieldInfo& info) override
    {
        add(FieldType::Bandwidth, key, bandwidthToText(value), info, bandwidthToText);
    }
    void distribution(std::string_view key, Distribution& value, const FieldInfo& info) override
    {
        add(FieldType::Distribution, key, toText(value), info);
    }
    void choice(std::string_view key, std::size_t& index, std::span<const std::string_view> names, const FieldInfo& info) override
    {
        addChoice(FieldType::Choice, key, index, names, info);
    }
    void object(std::string_view key, spec::ObjectAccess& object, const FieldInfo& info) override
    {
        FieldNode& node = add(FieldType::Object, key, {}, info);
        NodeMaker maker(node.children, node.pointer, m_said);
        object.describeTo(maker);
        node.isChanged = std::ranges::any_of(node.children, &FieldNode::isChanged);
    }
    void list(std::string_view key, spec::ListAccess& list, const FieldInfo& info) override;
    void variant(std::string_view key, spec::VariantAccess& variant, const FieldInfo& info) override
    {
        addChoice(FieldType::Variant, key, variant.current(), variant.names(), info);
        variant.describeCurrent(*this);
    }

private:
    using LimitText = std::string (*)(double);

    static QString rangeOf(const FieldInfo& info, LimitText limitText)
    {
        if (std::isfinite(info.max) && info.max < 9e15)
            return QObject::tr("%1 to %2").arg(toQString(limitText(info.min)), toQString(limitText(info.max)));
        return info.min != 0 ? QObject::tr("at least %1").arg(toQString(limitText(info.min))) : QString();
    }

    FieldNode& add(FieldType type, std::string_view key, const std::string& value, const FieldInfo& info, LimitText limitText = nullptr)
    {
        FieldNode node{.type = type, .key = std::string(key), .pointer = childPointer(m_pointer, key)};
        node.value = toQString(value);
        node.help = toQString(info.help);
        node.source = toQString(info.source);
        node.range = limitText != nullptr ? rangeOf(info, limitText) : QString();
        node.isRequired = info.isRequired;
        node.isChanged = !info.isRequired && holds(m_said, node.pointer);
        return m_nodes.emplace_back(std::move(node));
    }

    void addChoice(FieldType type, std::string_view key, std::size_t index, std::span<const std::string_view> names,
                   const FieldInfo& info)
    {
        FieldNode& node = add(type, key, std::string(names[index]), info);
        for (const std::string_view name : names)
            node.options << toQString(name);
    }

    std::vector<FieldNode>& m_nodes;
    const std::string m_pointer;
    const Json& m_said;
    const Units m_units = Units::ofUser();
};

void NodeMaker::list(std::string_view key, spec::ListAccess& list, const FieldInfo& info)
{
    FieldNode& node = add(FieldType::List, key, {}, info);
    node.isChanged = list.size() > 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        FieldNode element{.type = FieldType::Element, .key = std::to_string(i), .pointer = childPointer(node.pointer, i)};
        element.isChanged = true;
        NodeMaker maker(element.children, element.pointer, m_said);
        list.describeAt(i, maker);
        node.children.push_back(std::move(element));
    }
}

/// Parts that are selected for themselves do not appear among the fields of the scenario.
void keepOwnFields(std::vector<FieldNode>& nodes)
{
    static const QStringList kOthers{QStringLiteral("flows"), QStringLiteral("designs"), QStringLiteral("workload"),
                                     QStringLiteral("chaos"), QStringLiteral("layout"), QStringLiteral("format")};
    std::erase_if(nodes, [](const FieldNode& node) { return kOthers.contains(toQString(node.key)); });
    for (FieldNode& node : nodes) {
        if (node.key == "topology")
            std::erase_if(node.children, [](const FieldNode& child) { return child.type == FieldType::List; });
    }
}

void mark(std::vector<FieldNode>& nodes, const std::vector<FieldNode>& others)
{
    std::erase_if(nodes, [&](FieldNode& node) {
        const auto other = std::ranges::find(others, node.key, &FieldNode::key);
        if (node.type == FieldType::List || other == others.end() || other->type != node.type)
            return true;
        node.isMixed = node.isMixed || other->value != node.value;
        node.isChanged = node.isChanged || other->isChanged;
        mark(node.children, other->children);
        return false;
    });
}

bool speaksOf(const FieldNode& node, const QStringList& words)
{
    const QString text = toQString(node.key) + u' ' + labelOf(node.key) + u' ' + node.help + u' ' + node.value;
    return std::ranges::all_of(words, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

}  // namespace

std::vector<FieldNode> fieldsOf(const spec::Scenario& scenario, const ElementId& element)
{
    std::vector<FieldNode> nodes;
    const Json said = sparseJson(scenario, element);
    NodeMaker maker(nodes, {}, said);
    describeElement(scenario, element, maker);
    if (element.kind == ElementKind::Scenario)
        keepOwnFields(nodes);
    return nodes;
}

std::vector<FieldNode> commonFieldsOf(const spec::Scenario& scenario, const std::vector<ElementId>& elements)
{
    std::vector<FieldNode> nodes = fieldsOf(scenario, elements.front());
    std::erase_if(nodes, [](const FieldNode& node) { return node.pointer == "/name"; });
    for (const ElementId& element : elements)
        mark(nodes, fieldsOf(scenario, element));
    return nodes;
}

std::vector<FieldNode> filtered(const std::vector<FieldNode>& nodes, const QString& words, bool onlyChanged)
{
    const QStringList list = words.split(u' ', Qt::SkipEmptyParts);
    std::vector<FieldNode> kept;
    for (const FieldNode& node : nodes) {
        if (onlyChanged && !node.isChanged && !node.isRequired)
            continue;
        const bool isMeant = speaksOf(node, list);
        FieldNode copy = node;
        copy.children = filtered(node.children, isMeant ? QString() : words, onlyChanged);
        if (isMeant || !copy.children.empty())
            kept.push_back(std::move(copy));
    }
    return kept;
}

QString shapeOf(const std::vector<FieldNode>& nodes)
{
    QString shape;
    for (const FieldNode& node : nodes) {
        shape += toQString(node.pointer) + u':' + QString::number(static_cast<int>(node.type)) + u'(' + shapeOf(node.children) + u')';
        if (node.type == FieldType::Variant)
            shape += node.value;
    }
    return shape;
}

const FieldNode* findNode(const std::vector<FieldNode>& nodes, const std::string& pointer)
{
    for (const FieldNode& node : nodes) {
        if (node.pointer == pointer)
            return &node;
        if (const FieldNode* found = findNode(node.children, pointer))
            return found;
    }
    return nullptr;
}

QString labelOf(const std::string& key)
{
    QString label = toQString(key).replace(u'_', u' ');
    if (!label.isEmpty())
        label[0] = label[0].toUpper();
    return label;
}

QString summaryOf(const FieldNode& element)
{
    QStringList words;
    for (const FieldNode& field : element.children) {
        const bool isTelling = field.isRequired || field.type == FieldType::Name || field.type == FieldType::Variant;
        if (isTelling && !field.value.isEmpty())
            words << field.value;
    }
    const QString summary = words.join(u' ');
    return summary.isEmpty() ? QStringLiteral("%1").arg(QString::fromStdString(element.key).toInt() + 1) : summary;
}

}  // namespace stormglass::ui
