// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/fault_form.h"

#include "scenarios/fault_list.h"
#include "simcore/base/quantity_text.h"
#include "ui/document/references.h"
#include "ui/look/names_edit.h"
#include "ui/look/theme.h"
#include "ui/look/units.h"

#include <nlohmann/json.hpp>

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

namespace stormglass::ui {

/// One field: its editor, and what that says as JSON.
struct FaultForm::Row {
    std::string key;
    QWidget* editor = nullptr;
    std::function<Json()> value;
};

namespace {

QString labelOf(std::string_view key)
{
    QString text = QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size()));
    text.replace(QLatin1Char('_'), QLatin1Char(' '));
    return text.left(1).toUpper() + text.mid(1);
}

/// A number stays a number; what is none is told by the reader.
Json numberOrText(const QString& text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    if (!isNumber)
        return text.toStdString();
    const auto whole = static_cast<std::int64_t>(number);
    return static_cast<double>(whole) == number ? Json(whole) : Json(number);
}

Json listOf(const QStringList& names)
{
    Json list = Json::array();
    for (const QString& name : names)
        list.push_back(name.toStdString());
    return list;
}

QStringList toQStrings(const std::vector<std::string>& names)
{
    QStringList list;
    for (const std::string& name : names)
        list << QString::fromStdString(name);
    list.removeDuplicates();
    return list;
}

}  // namespace

class FaultFormBuilder final : public spec::FieldVisitor {
public:
    FaultFormBuilder(FaultForm& form, const spec::Scenario& scenario, FaultTimes times)
        : m_form(form), m_scenario(scenario), m_times(times)
    {
    }

    void name(std::string_view, std::string&, const spec::FieldInfo&) override { }
    void text(std::string_view key, std::string& value, const spec::FieldInfo& info) override
    {
        addLine(key, QString::fromStdString(value), info, [](const QString& text) { return Json(text.toStdString()); });
    }
    void reference(std::string_view key, std::string& value, spec::RefersTo what, const spec::FieldInfo& info) override
    {
        if (m_isTiming)  // the order of faults is drawn elsewhere
            return;
        auto* names = new QComboBox;
        names->setEditable(what == spec::RefersTo::Event);
        if (!info.isRequired)
            names->addItem(QString());
        for (const std::string& name : namesFor(m_scenario, what))
            names->addItem(QString::fromStdString(name));
        if (names->findText(QString::fromStdString(value)) < 0 && !value.empty())
            names->addItem(QString::fromStdString(value));
        names->setCurrentText(QString::fromStdString(value));
        addRow(key, names, info, [names] { return Json(names->currentText().toStdString()); });
    }
    void references(std::string_view key, std::vector<std::string>& values, spec::RefersTo what, const spec::FieldInfo& info) override
    {
        auto* names = new NamesEdit([known = toQStrings(namesFor(m_scenario, what))] { return known; }, nullptr);
        names->setChosen(toQStrings(values));
        names->setEmptyWords(FaultForm::tr("none"));
        addRow(key, names, info, [names] { return listOf(names->chosen()); });
    }
    void flag(std::string_view key, bool& value, const spec::FieldInfo& info) override
    {
        if (m_isTiming)
            return;
        auto* box = new QCheckBox;
        box->setChecked(value);
        addRow(key, box, info, [box] { return Json(box->isChecked()); });
    }
    void integer(std::string_view key, std::int64_t& value, const spec::FieldInfo& info) override
    {
        addLine(key, QString::number(value), info, numberOrText);
    }
    void number(std::string_view key, double& value, const spec::FieldInfo& info) override
    {
        addLine(key, QString::fromStdString(numberToText(value)), info, numberOrText);
    }
    void ratio(std::string_view key, double& value, const spec::FieldInfo& info) override { addText(key, percentToText(value), info); }
    void duration(std::string_view key, Duration& value, const spec::FieldInfo& info) override
    {
        if (!m_isTiming || m_times == FaultTimes::All || key == "for")
            addText(key, fieldText(value, Units::ofUser()).toStdString(), info);
    }
    void bytes(std::string_view key, std::int64_t& value, const spec::FieldInfo& info) override
    {
        addText(key, bytesFieldText(value, Units::ofUser()).toStdString(), info);
    }
    void rate(std::string_view key, double& value, const spec::FieldInfo& info) override
    {
        addText(key, rateFieldText(value, Units::ofUser()).toStdString(), info);
    }
    void bandwidth(std::string_view key, double& value, const spec::FieldInfo& info) override
    {
        addText(key, bandwidthToText(value), info);
    }
    void distribution(std::string_view key, Distribution& value, const spec::FieldInfo& info) override { addText(key, toText(value), info); }
    void choice(std::string_view key, std::size_t& index, std::span<const std::string_view> names, const spec::FieldInfo& info) override
    {
        auto* words = new QComboBox;
        for (const std::string_view name : names)
            words->addItem(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
        words->setCurrentIndex(static_cast<int>(index));
        addRow(key, words, info, [words] { return Json(words->currentText().toStdString()); });
    }
    // Parts within parts keep what they are: the inspector shows them.
    void object(std::string_view, spec::ObjectAccess&, const spec::FieldInfo&) override { }
    void list(std::string_view, spec::ListAccess&, const spec::FieldInfo&) override { }
    void variant(std::string_view, spec::VariantAccess& variant, const spec::FieldInfo&) override { variant.describeCurrent(*this); }

    void beginTiming() { m_isTiming = true; }

private:
    void addText(std::string_view key, const std::string& value, const spec::FieldInfo& info)
    {
        addLine(key, QString::fromStdString(value), info, [](const QString& text) { return Json(text.toStdString()); });
    }
    void addLine(std::string_view key, const QString& value, const spec::FieldInfo& info, std::function<Json(const QString&)> read)
    {
        if (m_isTiming && m_times == FaultTimes::Length && key != "for")
            return;
        auto* line = new QLineEdit(value);
        line->setCursorPosition(0);
        addRow(key, line, info, [line, read = std::move(read)] {
            const QString text = line->text().trimmed();
            return text.isEmpty() ? Json() : read(text);
        });
    }
    void addRow(std::string_view key, QWidget* editor, const spec::FieldInfo& info, std::function<Json()> value)
    {
        const std::string name(key);
        editor->setObjectName(QString::fromStdString(name));
        QString help = QString::fromUtf8(info.help.data(), static_cast<qsizetype>(info.help.size()));
        if (!info.source.empty())
            help += QLatin1Char('\n') + QString::fromUtf8(info.source.data(), static_cast<qsizetype>(info.source.size()));
        editor->setToolTip(help);
        editor->setAccessibleName(labelOf(key));
        m_form.m_layout->addRow(labelOf(key), editor);
        m_form.m_rows.push_back({name, editor, std::move(value)});
    }

    FaultForm& m_form;
    const spec::Scenario& m_scenario;
    const FaultTimes m_times;
    bool m_isTiming = false;
};

FaultForm::FaultForm(const spec::Scenario& scenario, const spec::Fault& fault, FaultTimes times, QWidget* parent)
    : QWidget(parent), m_base(toText(std::vector{fault})), m_layout(new QFormLayout(this)), m_complaint(new QLabel)
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setVerticalSpacing(8);
    m_layout->setHorizontalSpacing(16);
    FaultFormBuilder builder(*this, scenario, times);
    spec::Fault copy = fault;
    builder.beginTiming();
    describe(builder, copy.timing);
    FaultFormBuilder settings(*this, scenario, times);
    std::visit([&](auto& alternative) { describe(settings, alternative); }, copy.settings);
    m_complaint->setWordWrap(true);
    m_complaint->setObjectName(QStringLiteral("complaint"));
    m_complaint->setMinimumWidth(280);
    m_layout->addRow(m_complaint);
    m_complaint->hide();
}

FaultForm::~FaultForm() = default;

std::optional<spec::Fault> FaultForm::fault()
{
    Json list = Json::parse(m_base);
    for (const Row& row : m_rows) {
        const Json value = row.value();
        if (value.is_null() || value == "" || (value.is_array() && value.empty()))
            list.front().erase(row.key);
        else
            list.front()[row.key] = value;
    }
    Issues issues;
    std::vector<spec::Fault> faults = readFaults(list.dump(), issues);
    if (issues.hasErrors() || faults.empty()) {
        const Issue& issue = issues.list().front();
        const std::string key = issue.pointer.substr(issue.pointer.rfind('/') + 1);
        complain(labelOf(key) + QStringLiteral(": ") + QString::fromStdString(issue.message));
        for (const Row& row : m_rows) {
            if (row.key == key)
                row.editor->setFocus();
        }
        return std::nullopt;
    }
    complain({});
    return std::move(faults.front());
}

void FaultForm::complain(const QString& words)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, Theme::of(colours).danger);
    m_complaint->setPalette(colours);
    m_complaint->setText(words);
    m_complaint->setVisible(!words.isEmpty());
}

}  // namespace stormglass::ui
