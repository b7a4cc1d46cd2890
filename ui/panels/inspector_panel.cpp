// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/inspector_panel.h"

#include "models/spec/catalogue.h"
#include "ui/document/references.h"
#include "ui/look/units.h"
#include "ui/panels/field_form.h"
#include "ui/panels/panel_style.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace stormglass::ui {

InspectorPanel::InspectorPanel(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_title(new QLabel(this)), m_kind(new QLabel(this)),
      m_filter(new QLineEdit(this)), m_onlyChanged(new QCheckBox(tr("Only changed"), this)), m_scroll(new QScrollArea(this))
{
    setObjectName(QStringLiteral("inspector"));
    makeActions();
    makeHeader();
    connect(&m_selection, &Selection::changed, this, &InspectorPanel::selectionChanged);
    connect(&m_document, &ScenarioDocument::changed, this, [this] { refresh(); });
    connect(m_filter, &QLineEdit::textChanged, this, [this] { refresh(); });
    connect(m_onlyChanged, &QCheckBox::toggled, this, [this] { refresh(); });
    whenUnitsChange(*this, [this] { refresh(); });
    selectionChanged();
}

InspectorPanel::~InspectorPanel() = default;

void InspectorPanel::makeActions()
{
    m_actions.write = [this](const FieldNode& node, const QString& text) { return write(node, text); };
    m_actions.begin = [this] { m_gesture = m_document.newGesture(); };
    m_actions.reset = [this](const FieldNode& node) { reset(node); };
    m_actions.changeList = [this](const FieldNode& list, ListChange what, int index) { return changeList(list, what, index); };
    m_actions.names = [this](spec::RefersTo what) { return names(what); };
}

void InspectorPanel::makeHeader()
{
    QFont large = font();
    large.setPointSizeF(large.pointSizeF() * 1.25);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(QStringLiteral("title"));
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_kind->setForegroundRole(QPalette::PlaceholderText);
    m_kind->setWordWrap(true);
    m_filter->setObjectName(QStringLiteral("filter"));
    m_filter->setPlaceholderText(tr("Find a field"));
    m_filter->setAccessibleName(tr("Find a field"));
    m_filter->setClearButtonEnabled(true);
    m_onlyChanged->setObjectName(QStringLiteral("onlyChanged"));
    m_onlyChanged->setToolTip(tr("Only fields that say something else than their default"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);

    auto* tools = new QHBoxLayout;
    tools->setSpacing(8);
    tools->addWidget(m_filter, 1);
    tools->addWidget(m_onlyChanged);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_title);
    layout->addWidget(m_kind);
    layout->addLayout(tools);
    layout->addWidget(m_scroll, 1);
}

void InspectorPanel::selectionChanged()
{
    if (m_isRenaming)
        return;
    m_gesture = m_document.newGesture();
    m_shape.clear();
    refresh();
}

void InspectorPanel::refresh(bool isFormKept)
{
    if (m_isRenaming)
        return;
    const spec::Scenario& scenario = m_document.scenario();
    m_elements = m_selection.elements();
    std::erase_if(m_elements, [&](const ElementId& element) { return !exists(scenario, element); });
    const bool isOneKind = std::ranges::all_of(m_elements, [&](const ElementId& e) { return e.kind == m_elements.front().kind; });
    if (m_elements.empty())
        m_elements = {{ElementKind::Scenario, {}}};
    m_fields.clear();
    if (isOneKind)
        m_fields = m_elements.size() == 1 ? fieldsOf(scenario, m_elements.front()) : commonFieldsOf(scenario, m_elements);
    showTitle();
    const auto shown = filtered(m_fields, m_filter->text(), m_onlyChanged->isChecked());
    QString shape = shapeOf(shown) + (m_filter->text().isEmpty() ? QString() : QStringLiteral("*"));
    for (const ElementId& element : m_elements)
        shape += u'|' + QString::fromStdString(element.owner + '/' + element.name);
    if (m_form != nullptr && (shape == m_shape || isFormKept)) {
        m_form->setNodes(shown);
        m_shape = shape;
        return;
    }
    m_shape = shape;
    rebuild(shown);
}

void InspectorPanel::rebuild(const std::vector<FieldNode>& shown)
{
    const int scrolled = m_scroll->verticalScrollBar()->value();
    QWidget* focused = focusWidget();
    const QString focusName = focused != nullptr ? focused->objectName() : QString();
    QWidget* old = m_scroll->takeWidget();
    m_form = new FieldForm(shown, m_actions, m_open, !m_filter->text().isEmpty() || m_onlyChanged->isChecked(), nullptr);
    m_form->setContentsMargins(0, 0, 8, 0);
    m_scroll->setWidget(m_form);
    if (old != nullptr) {
        old->hide();
        old->deleteLater();  // one of its widgets may be the cause
    }
    m_scroll->verticalScrollBar()->setValue(scrolled);
    if (focusName.startsWith(u"editor:")) {
        if (auto* editor = m_form->findChild<QWidget*>(focusName))
            editor->setFocus();
    }
}

void InspectorPanel::showTitle()
{
    const ElementId& first = m_elements.front();
    if (m_elements.size() > 1) {
        m_title->setText(tr("%n parts", nullptr, static_cast<int>(m_elements.size())));
        m_kind->setText(m_fields.empty() ? tr("They have no fields in common.") : tr("A change is one to all of them."));
        return;
    }
    const bool isScenario = first.kind == ElementKind::Scenario;
    m_title->setText(QString::fromStdString(isScenario ? m_document.scenario().name : first.name));
    QString kind = tr(wordOf(first.kind));
    const auto variant = std::ranges::find(m_fields, FieldType::Variant, &FieldNode::type);
    if (variant != m_fields.end()) {
        kind = variant->value;
        if (const auto* entry = spec::findInCatalogue(variant->value.toStdString()))
            kind += QStringLiteral(" — ") + QString::fromUtf8(entry->help.data(), static_cast<qsizetype>(entry->help.size()));
    }
    m_kind->setText(kind);
}

void InspectorPanel::showField(const QString& pointer)
{
    const std::string text = pointer.toStdString();
    const ElementId element = elementAt(m_document.scenario(), text);
    const std::string own = pointerTo(m_document.scenario(), element);
    m_filter->clear();
    m_onlyChanged->setChecked(false);
    m_selection.set(element.kind == ElementKind::Scenario ? std::vector<ElementId>{} : std::vector<ElementId>{element});
    if (QWidget* found = m_form->reveal(text.substr(own.size()))) {
        m_form->layout()->activate();
        m_scroll->ensureWidgetVisible(found, 0, 48);
        if (auto* row = qobject_cast<FieldRow*>(found))
            row->editor()->setFocus();
    }
}

QStringList InspectorPanel::names(spec::RefersTo what) const
{
    QStringList list;
    for (const std::string& name : namesFor(m_document.scenario(), what))
        list << QString::fromStdString(name);
    list.removeDuplicates();
    return list;
}

}  // namespace stormglass::ui
