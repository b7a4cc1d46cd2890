// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/picture_export.h"

#include "ui/canvas/diagram_export.h"
#include "ui/canvas/diagram_view.h"
#include "ui/window/notice_bar.h"

#include <QFileDialog>
#include <QPainter>
#include <QPrintDialog>
#include <QPrinter>

namespace stormglass::ui {

void exportPicture(DiagramView& view, NoticeBar& notices, const QString& suffix)
{
    QString path = QFileDialog::getSaveFileName(view.window(), QObject::tr("Export the diagram"),
                                                view.document().title().section(QLatin1Char('.'), 0, 0) + QLatin1Char('.') + suffix,
                                                QObject::tr("%1 files (*.%2)").arg(suffix.toUpper(), suffix));
    if (path.isEmpty())
        return;
    if (!path.endsWith(QLatin1Char('.') + suffix))
        path += QLatin1Char('.') + suffix;
    const QString trouble = suffix == QStringLiteral("svg") ? exportSvg(view, path)
        : suffix == QStringLiteral("pdf")                   ? exportPdf(view, path)
                                                            : exportPng(view, path);
    if (trouble.isEmpty())
        notices.show(NoticeBar::Tone::Information, QObject::tr("The diagram was written to %1.").arg(path));
    else
        notices.show(NoticeBar::Tone::Error, trouble);
}

void printDiagram(DiagramView& view)
{
    QPrinter printer(QPrinter::HighResolution);
    QPrintDialog dialog(&printer, view.window());
    if (dialog.exec() != QDialog::Accepted)
        return;
    QPainter painter(&printer);
    renderTo(painter, view, QRectF(painter.viewport()));
}

QPixmap thumbnailOf(const spec::Scenario& scenario, QSize size)
{
    ScenarioDocument document;
    document.start(scenario);
    Selection selection;
    DiagramView view(document, selection);
    QPixmap picture(size);
    picture.fill(view.diagram().theme().canvas);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    renderTo(painter, view, QRectF(QPointF(4, 4), QSizeF(size) - QSizeF(8, 8)));
    return picture;
}

}  // namespace stormglass::ui
