// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/diagram_export.h"

#include "ui/canvas/diagram_view.h"

#include <QImage>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QSvgGenerator>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr double kMostPixels = 12'000;  // along one side

/// Takes selection and hover away as long as a picture is made.
class Undisturbed {
public:
    explicit Undisturbed(DiagramView& view) : m_view(view), m_elements(view.selection().elements()), m_edges(view.diagram().selectedEdges())
    {
        const QSignalBlocker quiet(&view.diagram());
        view.diagram().setHovered(std::nullopt, std::nullopt);
        view.diagram().setSelectedEdges({});
        view.selection().clear();
    }
    ~Undisturbed()
    {
        m_view.selection().set(m_elements);
        m_view.diagram().setSelectedEdges(m_edges);
    }
    Undisturbed(const Undisturbed&) = delete;
    Undisturbed& operator=(const Undisturbed&) = delete;

private:
    DiagramView& m_view;
    const std::vector<ElementId> m_elements;
    const std::set<EdgeId> m_edges;
};

QString written(QSaveFile& file) { return file.commit() ? QString() : file.errorString(); }

}  // namespace

void renderTo(QPainter& painter, DiagramView& view, const QRectF& target)
{
    const Undisturbed undisturbed(view);
    const QRectF all = view.diagram().contents();
    const double scale = std::min(target.width() / all.width(), target.height() / all.height());
    const QRectF fitted(target.center() - QPointF(all.width(), all.height()) * scale / 2, all.size() * scale);
    view.diagram().render(&painter, fitted, all);
    painter.save();
    painter.translate(fitted.topLeft());
    painter.scale(scale, scale);
    painter.translate(-all.topLeft());
    view.overlay().paint(painter, all);
    painter.restore();
}

QString exportPng(DiagramView& view, const QString& path, double scale)
{
    const QSizeF size = view.diagram().contents().size();
    const double fitting = std::min(scale, kMostPixels / std::max(size.width(), size.height()));
    QImage image((size * fitting).toSize(), QImage::Format_ARGB32_Premultiplied);
    image.fill(view.diagram().theme().canvas);
    QPainter painter(&image);
    renderTo(painter, view, QRectF(image.rect()));
    painter.end();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    image.save(&file, "PNG");
    return written(file);
}

QString exportSvg(DiagramView& view, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    const QSizeF size = view.diagram().contents().size();
    QSvgGenerator generator;
    generator.setOutputDevice(&file);
    generator.setSize(size.toSize());
    generator.setViewBox(QRectF(QPointF(0, 0), size));
    generator.setTitle(view.document().title());
    QPainter painter(&generator);
    renderTo(painter, view, QRectF(QPointF(0, 0), size));
    painter.end();
    return written(file);
}

QString exportPdf(DiagramView& view, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return file.errorString();
    const QSizeF size = view.diagram().contents().size();
    QPdfWriter writer(&file);
    writer.setTitle(view.document().title());
    writer.setPageSize(QPageSize(size * 0.75, QPageSize::Point));  // 96 pixels and 72 points are an inch
    writer.setPageMargins(QMarginsF());
    writer.setResolution(288);
    QPainter painter(&writer);
    if (!painter.isActive())
        return DiagramView::tr("The file cannot be written.");
    renderTo(painter, view, QRectF(0, 0, writer.width(), writer.height()));
    painter.end();
    return written(file);
}

}  // namespace stormglass::ui
