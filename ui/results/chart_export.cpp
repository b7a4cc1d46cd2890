// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart leaves behind: pictures and numbers.
#include "ui/results/chart.h"

#include "ui/results/chart_plot.h"
#include "ui/results/csv_text.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QSvgGenerator>

#include <cmath>
#include <map>

namespace stormglass::ui {
namespace {

bool saveSvg(ChartPlot& plot, const QString& path, const QString& title)
{
    QSvgGenerator generator;
    generator.setFileName(path);
    generator.setSize(plot.size());
    generator.setViewBox(plot.rect());
    generator.setTitle(title);
    QCPPainter painter;
    if (!painter.begin(&generator))
        return false;
    painter.setMode(QCPPainter::pmVectorized);
    painter.setMode(QCPPainter::pmNoCaching);
    painter.fillRect(plot.rect(), plot.palette().color(QPalette::Base));
    plot.toPainter(&painter, plot.width(), plot.height());
    return painter.end();
}

}  // namespace

QString Chart::toCsv() const
{
    std::map<double, std::vector<double>> rows;
    for (std::size_t column = 0; column < m_lines.size(); ++column) {
        const ChartLine& line = m_lines[column];
        for (qsizetype place = 0; place < line.at.size(); ++place) {
            std::vector<double>& row = rows[line.at[place]];
            row.resize(m_lines.size(), results::kNothing);
            row[column] = line.values[place];
        }
    }
    QString text = QStringLiteral("seconds");
    for (const ChartLine& line : m_lines)
        text += u',' + csvCell(line.name);
    text += u'\n';
    constexpr int kDigits = 9;
    for (const auto& [at, values] : rows) {
        text += QString::number(at, 'g', kDigits);
        for (const double value : values)
            text += std::isnan(value) ? QStringLiteral(",") : u',' + QString::number(value, 'g', kDigits);
        text += u'\n';
    }
    return text;
}

QString Chart::exportTo(const QString& path) const
{
    constexpr double kSharp = 2;
    const QString trouble = tr("%1 cannot be written.").arg(path);
    if (path.endsWith(QStringLiteral(".png")))
        return m_plot->savePng(path, m_plot->width(), m_plot->height(), kSharp) ? QString() : trouble;
    if (path.endsWith(QStringLiteral(".pdf")))
        return m_plot->savePdf(path, m_plot->width(), m_plot->height(), QCP::epAllowCosmetic, {}, m_title->text()) ? QString() : trouble;
    if (path.endsWith(QStringLiteral(".svg")))
        return saveSvg(*m_plot, path, m_title->text()) ? QString() : trouble;
    return saveText(path, toCsv());
}

void Chart::askForFile(const QString& suffix)
{
    const QString proposal = QLatin1String(m_info.name) + u'.' + suffix;
    QString path = QFileDialog::getSaveFileName(this, tr("Save the chart"), proposal, QStringLiteral("*.") + suffix);
    if (path.isEmpty())
        return;
    if (!path.endsWith(u'.' + suffix))
        path += u'.' + suffix;
    if (const QString trouble = exportTo(path); !trouble.isEmpty())
        QMessageBox::warning(this, tr("Save the chart"), trouble);
}

}  // namespace stormglass::ui
