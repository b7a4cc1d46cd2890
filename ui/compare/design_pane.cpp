// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/design_pane.h"

#include "ui/look/theme.h"
#include "ui/look/units.h"
#include "ui/run/run_session.h"
#include "ui/run/time_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace stormglass::ui {
namespace {

/// The highest of as many neighbours as share a pixel, so that no peak is lost.
QPolygonF lineOf(const std::vector<double>& values, const QRectF& area)
{
    double top = 0;
    for (const double value : values)
        top = std::isfinite(value) ? std::max(top, value) : top;
    QPolygonF line;
    const auto columns = static_cast<std::size_t>(std::max(2.0, area.width()));
    const std::size_t perColumn = values.size() / columns + 1;
    for (std::size_t i = 0; i < values.size(); i += perColumn) {
        double highest = NAN;
        for (std::size_t j = i; j < std::min(values.size(), i + perColumn); ++j)
            highest = std::fmax(highest, values[j]);
        if (std::isnan(highest))
            continue;
        const double x = area.left() + area.width() * static_cast<double>(i) / static_cast<double>(std::max<std::size_t>(1, values.size() - 1));
        line << QPointF(x, area.bottom() - (top > 0 ? highest / top : 0) * area.height());
    }
    return line;
}

QString wordsOf(const RunSession& session)
{
    const QString at = clockText(session.shownAt(), 0.1);
    switch (session.state()) {
    case RunSession::State::Idle: return DesignPane::tr("ready");
    case RunSession::State::Running: return at;
    case RunSession::State::Paused: return DesignPane::tr("%1, paused").arg(at);
    case RunSession::State::Ended: return DesignPane::tr("%1, ended").arg(at);
    case RunSession::State::Failed: return DesignPane::tr("failed: %1").arg(session.lastWords());
    }
    return {};
}

}  // namespace

FigureStrip::FigureStrip(const QColor& colour, QWidget* parent) : QWidget(parent), m_colour(colour)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void FigureStrip::setFigures(std::vector<KeyFigure> figures)
{
    m_figures = std::move(figures);
    QStringList words;
    for (const KeyFigure& figure : m_figures)
        words << QStringLiteral("%1 %2").arg(figure.name, figure.text);
    setAccessibleName(words.join(QStringLiteral(", ")));
    update();
}

void FigureStrip::paintFigure(QPainter& painter, const QRectF& area, const KeyFigure& figure) const
{
    const Theme theme = Theme::of(palette());
    painter.setFont(Theme::smallFont());
    painter.setPen(theme.mutedText);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), 16), Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(Theme::smallFont()).elidedText(figure.name, Qt::ElideRight, area.width()));
    QFont big = Theme::numberFont();
    big.setPointSizeF(big.pointSizeF() * 1.3);
    big.setBold(true);
    painter.setFont(big);
    painter.setPen(figure.isBad ? theme.danger : theme.text);
    painter.drawText(QRectF(area.left(), area.top() + 14, area.width(), 26), Qt::AlignLeft | Qt::AlignVCenter, figure.text);
    const QPolygonF line = lineOf(figure.past, QRectF(area.left(), area.top() + 42, area.width() - 4, 18));
    painter.setPen(QPen(figure.isBad ? theme.danger : m_colour, 1.5));
    if (line.size() > 1)
        painter.drawPolyline(line);
}

void FigureStrip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double each = static_cast<double>(width()) / static_cast<double>(std::max<std::size_t>(1, m_figures.size()));
    for (std::size_t i = 0; i < m_figures.size(); ++i)
        paintFigure(painter, QRectF(each * static_cast<double>(i), 4, each - 8, height() - 8), m_figures[i]);
}

DesignPane::DesignPane(const QString& design, RunSession& session, QWidget* view, const QColor& colour, QWidget* parent)
    : QFrame(parent), m_session(session), m_state(new QLabel), m_strip(new FigureStrip(colour))
{
    setObjectName(QStringLiteral("pane"));
    setAccessibleName(tr("Design %1").arg(design));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->setSpacing(8);
    auto* head = new QHBoxLayout;
    auto* mark = new QLabel;
    mark->setFixedSize(4, 20);
    mark->setStyleSheet(QStringLiteral("background:%1;border-radius:2px").arg(colour.name()));
    auto* title = new QLabel(design);
    title->setFont(Theme::titleFont());
    title->setTextFormat(Qt::PlainText);
    m_state->setTextFormat(Qt::PlainText);
    m_state->setObjectName(QStringLiteral("state"));
    head->addWidget(mark);
    head->addWidget(title);
    head->addStretch(1);
    head->addWidget(m_state);
    layout->addLayout(head);
    if (view != nullptr)
        layout->addWidget(view, 1);
    else
        layout->addStretch(1);
    layout->addWidget(m_strip);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(150);  // figures that change faster cannot be read
    connect(&m_refresh, &QTimer::timeout, this, &DesignPane::refreshNow);
    const auto soon = [this] {
        if (!m_refresh.isActive())
            m_refresh.start();
    };
    connect(&session, &RunSession::shownChanged, this, soon);
    connect(&session, &RunSession::stateChanged, this, soon);
    whenUnitsChange(*this, soon);
    refreshNow();
}

void DesignPane::refreshNow()
{
    m_strip->setFigures(keyFiguresOf(m_session));
    m_state->setText(wordsOf(m_session));
}

}  // namespace stormglass::ui
