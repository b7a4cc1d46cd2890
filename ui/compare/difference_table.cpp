// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/difference_table.h"

#include "ui/look/figure_text.h"
#include "ui/look/theme.h"

#include <QEvent>
#include <QHeaderView>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

using results::Better;
using results::Unit;

const int kColumnGap = 24;  ///< Pixels: long figures of neighbouring designs run together without.

const results::MetricInfo* infoOf(const std::string& name) { return results::findMetric(name.substr(0, name.find('@'))); }

const results::PairedDifference* differenceOf(const results::Report& report, const std::string& design,
                                              const results::ReportedMetric& metric)
{
    const auto found = std::ranges::find_if(report.differences, [&](const results::PairedDifference& difference) {
        return difference.design == design && difference.baseline == report.designs.front().design && difference.kind == metric.kind
            && difference.subject == metric.subject && difference.name == metric.name;
    });
    return found == report.differences.end() ? nullptr : &*found;
}

DifferenceTable::Meaning meaningOf(const results::PairedDifference& difference, Better better)
{
    if (std::isnan(difference.halfWidth))
        return DifferenceTable::Meaning::Unknown;
    if (!difference.isSignificant)
        return DifferenceTable::Meaning::Same;
    if (better == Better::Neither)
        return DifferenceTable::Meaning::Other;
    return (difference.mean < 0) == (better == Better::Lower) ? DifferenceTable::Meaning::Better : DifferenceTable::Meaning::Worse;
}

QString wordOf(DifferenceTable::Meaning meaning)
{
    switch (meaning) {
    case DifferenceTable::Meaning::Unknown: return DifferenceTable::tr("one replication tells nothing of significance");
    case DifferenceTable::Meaning::Same: return DifferenceTable::tr("not significant");
    case DifferenceTable::Meaning::Better: return DifferenceTable::tr("significantly better");
    case DifferenceTable::Meaning::Worse: return DifferenceTable::tr("significantly worse");
    case DifferenceTable::Meaning::Other: return DifferenceTable::tr("significantly different");
    }
    return {};
}

QString markOf(DifferenceTable::Meaning meaning)
{
    switch (meaning) {
    case DifferenceTable::Meaning::Better: return QStringLiteral("  ▲ ");
    case DifferenceTable::Meaning::Worse: return QStringLiteral("  ▼ ");
    case DifferenceTable::Meaning::Other: return QStringLiteral("  ◆ ");
    default: return QStringLiteral("  ");
    }
}

}  // namespace

QString estimateText(double mean, double halfWidth, Unit unit)
{
    const QString text = figureText(mean, unit);
    return std::isfinite(halfWidth) && std::isfinite(mean) ? text + QStringLiteral(" ± ") + figureText(halfWidth, unit) : text;
}

DifferenceTable::DifferenceTable(QWidget* parent) : QTableWidget(parent)
{
    setObjectName(QStringLiteral("differences"));
    setAccessibleName(tr("Figures of the designs and their differences"));
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setFrameShape(QFrame::NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
}

void DifferenceTable::addRow(const results::Report& report, const results::ReportedMetric& metric)
{
    const results::MetricInfo* info = infoOf(metric.name);
    const Unit unit = info == nullptr ? Unit::Number : info->unit;
    const Better better = info == nullptr ? Better::Neither : info->better;
    const int row = rowCount();
    insertRow(row);
    auto* name = new QTableWidgetItem(QString::fromStdString(metric.subject + '.' + metric.name));
    if (info != nullptr)
        name->setToolTip(QString::fromUtf8(info->help.data(), static_cast<qsizetype>(info->help.size())));
    setItem(row, 0, name);
    for (std::size_t i = 0; i < report.designs.size(); ++i) {
        const results::DesignReport& design = report.designs[i];
        const auto value = std::ranges::find_if(design.metrics, [&](const results::ReportedMetric& other) {
            return other.kind == metric.kind && other.subject == metric.subject && other.name == metric.name;
        });
        if (value == design.metrics.end())
            continue;
        QString text = estimateText(value->estimate.mean, value->estimate.halfWidth, unit);
        auto* item = new QTableWidgetItem;
        if (const auto* difference = i == 0 ? nullptr : differenceOf(report, design.design, metric)) {
            const Meaning meaning = meaningOf(*difference, better);
            item->setData(kMeaningRole, static_cast<int>(meaning));
            const QString change = (difference->mean > 0 ? QStringLiteral("+") : QString()) + estimateText(difference->mean, difference->halfWidth, unit);
            text += markOf(meaning) + QLatin1Char('(') + change + QLatin1Char(')');
            item->setToolTip(tr("%1 against %2: %3").arg(change, QString::fromStdString(difference->baseline), wordOf(meaning)));
        }
        item->setText(text);
        setItem(row, static_cast<int>(i) + 1, item);
    }
}

void DifferenceTable::setReport(const results::Report& report)
{
    clear();
    setRowCount(0);
    if (report.designs.empty())
        return;
    setColumnCount(static_cast<int>(report.designs.size()) + 1);
    QStringList heads{tr("Figure")};
    for (const results::DesignReport& design : report.designs)
        heads << QString::fromStdString(design.design);
    setHorizontalHeaderLabels(heads);
    for (const results::ReportedMetric& metric : report.designs.front().metrics) {
        const bool isMeasured = std::ranges::any_of(report.differences, [&](const results::PairedDifference& difference) {
            return difference.kind == metric.kind && difference.subject == metric.subject && difference.name == metric.name;
        });
        if (isMeasured || metric.kind == results::SubjectKind::Flow)
            addRow(report, metric);
    }
    colour();
    resizeColumnsToContents();
    for (int column = 0; column < columnCount(); ++column)
        setColumnWidth(column, columnWidth(column) + kColumnGap);
    horizontalHeader()->setStretchLastSection(true);
}

void DifferenceTable::colour()
{
    const Theme theme = Theme::of(palette());
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = 1; column < columnCount(); ++column) {
            QTableWidgetItem* cell = item(row, column);
            if (cell == nullptr || !cell->data(kMeaningRole).isValid())
                continue;
            const auto meaning = static_cast<Meaning>(cell->data(kMeaningRole).toInt());
            cell->setForeground(meaning == Meaning::Better ? theme.good : meaning == Meaning::Worse ? theme.danger
                                    : meaning == Meaning::Other ? theme.accent : theme.mutedText);
        }
    }
}

void DifferenceTable::changeEvent(QEvent* event)
{
    QTableWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        colour();
}

void DifferenceTable::setFilter(const QString& text)
{
    for (int row = 0; row < rowCount(); ++row)
        setRowHidden(row, !item(row, 0)->text().contains(text, Qt::CaseInsensitive));
}

}  // namespace stormglass::ui
