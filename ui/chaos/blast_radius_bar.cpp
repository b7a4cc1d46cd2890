// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/blast_radius_bar.h"

#include "ui/look/theme.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace stormglass::ui {

BlastRadiusBar::BlastRadiusBar(QWidget* parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("blastRadius"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void BlastRadiusBar::setCascade(const results::Cascade& cascade)
{
    m_cascade = cascade;
    QStringList words;
    for (const Part& part : parts())
        words << QStringLiteral("%1 %2").arg(part.name).arg(part.count);
    setAccessibleName(tr("Blast radius: %1").arg(words.join(QStringLiteral(", "))));
    setToolTip(tr("Flows within reach of the fault that began while it lasted, and what became of them"));
    update();
}

std::vector<BlastRadiusBar::Part> BlastRadiusBar::parts() const
{
    const Theme theme = Theme::of(palette());
    const auto count = [](std::uint64_t value) { return static_cast<double>(value); };
    const double harmed = count(m_cascade.lost) + count(m_cascade.late) + count(m_cascade.stuck) + count(m_cascade.compensated);
    return {{tr("fine"), std::max(0.0, count(m_cascade.offered) - harmed), theme.good},
            {tr("late"), count(m_cascade.late), theme.warning},
            {tr("compensated"), count(m_cascade.compensated), theme.series(0)},
            {tr("stuck"), count(m_cascade.stuck), theme.category("faults").darker(theme.isDark() ? 100 : 130)},
            {tr("lost"), count(m_cascade.lost), theme.danger}};
}

void BlastRadiusBar::paintEvent(QPaintEvent*)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF bar(0, 4, width(), 20);
    QPainterPath clip;
    clip.addRoundedRect(bar, 4, 4);
    painter.save();
    painter.setClipPath(clip);
    painter.fillRect(bar, theme.grid);
    double total = 0;
    for (const Part& part : parts())
        total += part.count;
    double left = 0;
    for (const Part& part : parts()) {
        const double share = total > 0 ? part.count / total * width() : 0;
        painter.fillRect(QRectF(left, bar.top(), share, bar.height()), part.colour);
        left += share;
    }
    painter.restore();
    painter.setFont(Theme::smallFont());
    const QFontMetricsF metrics(Theme::smallFont());
    double x = 0;
    for (const Part& part : parts()) {
        const QString text = QStringLiteral("%1 %2").arg(part.name, QLocale().toString(part.count, 'f', 0));
        painter.setPen(Qt::NoPen);
        painter.setBrush(part.colour);
        painter.drawRoundedRect(QRectF(x, 36, 8, 8), 2, 2);
        painter.setPen(part.count > 0 ? theme.text : theme.mutedText);
        painter.drawText(QPointF(x + 12, 44), text);
        x += 12 + metrics.horizontalAdvance(text) + 16;
    }
}

}  // namespace stormglass::ui
