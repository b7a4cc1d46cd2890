// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/run_legend.h"

#include "ui/canvas/diagram_view.h"

#include <QEvent>
#include <QPainter>

namespace stormglass::ui {
namespace {

constexpr int kMargin = 16;
constexpr int kInside = 12;
constexpr int kLeastWidth = 320;  // of a view in which it does not hide too much
constexpr int kWide = 640;        // of a view that has room for all of it

}  // namespace

RunLegend::RunLegend(DiagramView& view) : QWidget(&view), m_view(view)
{
    setObjectName(QStringLiteral("legend"));
    setAttribute(Qt::WA_TransparentForMouseEvents);
    resize(sizeHint());
    view.installEventFilter(this);
    connect(&view, &DiagramView::dotsMeanChanged, this, [this] {
        setAccessibleName(words());
        update();
    });
    connect(&view, &DiagramView::runShown, this, &RunLegend::place);
    setAccessibleName(words());
    place();
}

QString RunLegend::words() const
{
    return tr("Messages per dot: %1").arg(m_view.dotsMean());
}

bool RunLegend::isWhole() const { return m_view.width() >= kWide; }

void RunLegend::place()
{
    resize(isWhole() ? sizeHint() : QSize(160, sizeHint().height() / 2));
    move(kMargin, m_view.height() - height() - kMargin);
    setVisible(m_view.showsRun() && m_view.width() >= kLeastWidth);
}

bool RunLegend::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QWidget::eventFilter(watched, event);
}

void RunLegend::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor ground = theme.card;
    ground.setAlphaF(0.9F);
    painter.setPen(theme.cardBorder);
    painter.setBrush(ground);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);

    const int half = sizeHint().height() / 2;
    painter.setFont(Theme::smallFont());
    painter.setPen(theme.text);
    painter.drawText(QRect(kInside + 20, isWhole() ? 4 : 1, width(), half - 2), Qt::AlignVCenter, words());
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent);
    painter.drawEllipse(QPointF(kInside + 4, half / 2 + (isWhole() ? 3 : 0)), 4, 4);
    if (!isWhole())
        return;
    const QRect ramp(kInside, half + half / 2 - 6, 72, 6);
    QLinearGradient colours(ramp.topLeft(), ramp.topRight());
    for (int i = 0; i <= 10; ++i)
        colours.setColorAt(i / 10.0, theme.utilisation(i / 10.0));
    painter.setBrush(colours);
    painter.drawRoundedRect(ramp, 3, 3);

    painter.setPen(theme.text);
    painter.drawText(QRect(ramp.right() + 12, half - 2, width(), half - 2), Qt::AlignVCenter, tr("Utilisation, 0 to 100 %"));
}

}  // namespace stormglass::ui
