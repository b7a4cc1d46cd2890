// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/cascade_panel.h"

#include "ui/chaos/blast_radius_bar.h"
#include "ui/chaos/cascade_list.h"
#include "ui/chaos/cascade_view.h"
#include "ui/document/selection.h"
#include "ui/look/figure_text.h"
#include "ui/look/icons.h"
#include "ui/look/theme.h"
#include "ui/look/units.h"
#include "ui/run/run_session.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

namespace stormglass::ui {

CascadePanel::CascadePanel(Selection& selection, QWidget* parent)
    : QWidget(parent), m_selection(selection), m_view(new CascadeView), m_hint(new QLabel)
{
    setObjectName(QStringLiteral("cascadePanel"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    m_halves = new QBoxLayout(QBoxLayout::TopToBottom);
    m_halves->setSpacing(0);
    m_halves->addWidget(m_view, 3);
    m_halves->addWidget(makeSummary(), 2, Qt::AlignTop);
    layout->addLayout(m_halves, 1);
    m_refresh.setSingleShot(true);
    m_refresh.setInterval(200);
    connect(&m_refresh, &QTimer::timeout, this, &CascadePanel::refreshNow);
    connect(m_view, &QTreeWidget::currentItemChanged, this, &CascadePanel::refreshSummary);
    connect(m_view, &QTreeWidget::itemClicked, this, &CascadePanel::reveal);
    connect(m_view, &QTreeWidget::itemActivated, this, &CascadePanel::reveal);
    whenUnitsChange(*this, [this] { refreshNow(); });
    refreshNow();
}

QWidget* CascadePanel::makeHead()
{
    auto* head = new QWidget;
    auto* layout = new QHBoxLayout(head);
    layout->setContentsMargins(8, 4, 8, 4);
    m_hint->setObjectName(QStringLiteral("hint"));
    m_hint->setTextFormat(Qt::PlainText);
    layout->addWidget(m_hint, 1);
    m_copy = new QToolButton;
    m_copy->setObjectName(QStringLiteral("copy"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
    m_copy->setText(tr("Copy ▾"));
    m_copy->setAccessibleName(tr("Copy"));
    m_copy->setToolTip(tr("Copy the order of impact"));
    m_copy->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_copy->setAutoRaise(true);
    m_copy->setPopupMode(QToolButton::InstantPopup);
    auto* menu = new QMenu(m_copy);
    menu->addAction(tr("As text"), this, &CascadePanel::copyText);
    menu->addAction(tr("As a Mermaid graph"), this, &CascadePanel::copyMermaid);
    m_copy->setMenu(menu);
    layout->addWidget(m_copy);
    return head;
}

void CascadePanel::resizeEvent(QResizeEvent* event)
{
    constexpr int kWide = 720;
    m_halves->setDirection(width() >= kWide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    m_halves->setStretch(1, width() >= kWide ? 2 : 0);
    QWidget::resizeEvent(event);
}

QWidget* CascadePanel::makeSummary()
{
    m_summary = new QWidget;
    m_summary->setObjectName(QStringLiteral("summary"));
    auto* layout = new QVBoxLayout(m_summary);
    layout->setContentsMargins(16, 8, 16, 16);
    layout->setSpacing(8);
    m_title = new QLabel;
    m_title->setFont(Theme::titleFont());
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    m_bar = new BlastRadiusBar;
    m_figures = new QLabel;
    m_figures->setObjectName(QStringLiteral("figures"));
    m_figures->setWordWrap(true);
    m_figures->setTextInteractionFlags(Qt::TextSelectableByMouse);
    layout->addWidget(m_title);
    layout->addWidget(m_bar);
    layout->addWidget(m_figures);
    return m_summary;
}

void CascadePanel::setSession(RunSession* session)
{
    if (m_session != nullptr)
        m_session->disconnect(this);
    m_session = session;
    if (session != nullptr) {
        connect(session, &RunSession::shownChanged, this, &CascadePanel::refreshSoon);
        connect(session, &RunSession::timelineChanged, this, &CascadePanel::refreshSoon);
        connect(session, &RunSession::stateChanged, this, &CascadePanel::refreshSoon);
        connect(session, &RunSession::resultArrived, this, &CascadePanel::refreshSoon);
        connect(session, &QObject::destroyed, this, [this] {
            m_session = nullptr;
            refreshSoon();
        });
    }
    refreshNow();
}

void CascadePanel::refreshSoon()
{
    if (isVisible() && !m_refresh.isActive())
        m_refresh.start();
}

void CascadePanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refreshNow();
}

void CascadePanel::refreshNow()
{
    const double until = m_session == nullptr ? 0 : m_session->shownAt();
    std::vector<results::Cascade> cascades;
    if (m_session != nullptr)
        cascades = cascadesAt(*m_session, until);
    // What has not changed need not be drawn again; bars of what goes on grow with the time.
    if (cascades != m_cascades || until != m_until)
        m_view->setCascades(cascades, until);
    m_cascades = std::move(cascades);
    m_until = until;
    m_copy->setEnabled(!m_cascades.empty());
    m_hint->setText(m_session == nullptr || m_session->shownFrame() == nullptr ? tr("A run shows here who is hit by a fault, and in what order.")
                        : m_cascades.empty() ? tr("No fault has begun yet.")
                                             : tr("Faults up to this moment: %1").arg(m_cascades.size()));
    refreshSummary();
}

void CascadePanel::refreshSummary()
{
    const int current = std::max(0, m_view->currentCascade());
    const bool isKnown = static_cast<std::size_t>(current) < m_cascades.size() && isJudged(m_cascades[static_cast<std::size_t>(current)]);
    m_summary->setVisible(isKnown);
    if (!isKnown)
        return;
    const results::Cascade& cascade = m_cascades[static_cast<std::size_t>(current)];
    m_title->setText(tr("%1: %2").arg(QString::fromStdString(cascade.fault), QString::fromStdString(cascade.phrase)));
    m_bar->setCascade(cascade);
    QString figures = tr("<b>Detected</b> after %1 &nbsp; <b>Recovered</b> after %2 &nbsp; <b>Drained</b> after %3 &nbsp; "
                         "<b>Most backlog</b> %4 flows, %5 steps")
                          .arg(sinceText(cascade.detection), sinceText(cascade.recovery), sinceText(cascade.drain))
                          .arg(cascade.backlogFlows).arg(cascade.backlogSteps);
    for (const std::string& leftover : cascade.leftovers)
        figures += QStringLiteral("<br>") + tr("Left: %1").arg(QString::fromStdString(leftover).toHtmlEscaped());
    m_figures->setText(figures);
}

void CascadePanel::reveal(QTreeWidgetItem* item)
{
    const std::string subject = item->data(CascadeView::Who, CascadeView::kSubjectRole).toString().toStdString();
    if (subject.empty()) {
        const auto index = static_cast<std::size_t>(item->data(CascadeView::Who, CascadeView::kIndexRole).toInt());
        if (index < m_cascades.size())
            m_selection.reveal({ElementKind::Fault, m_cascades[index].fault});
        return;
    }
    switch (static_cast<results::SubjectKind>(item->data(CascadeView::Who, CascadeView::kKindRole).toInt())) {
    case results::SubjectKind::Component: return m_selection.reveal({ElementKind::Component, subject});
    case results::SubjectKind::Channel: return m_selection.reveal({ElementKind::Channel, subject});
    case results::SubjectKind::Flow: return m_selection.reveal({ElementKind::Flow, subject});
    case results::SubjectKind::Fault: return m_selection.reveal({ElementKind::Fault, subject});
    }
}

void CascadePanel::copyText() const { QGuiApplication::clipboard()->setText(toText(m_cascades)); }

void CascadePanel::copyMermaid() const
{
    QGuiApplication::clipboard()->setText(toMermaidText(m_cascades, m_session == nullptr ? std::string() : m_session->wish().design));
}

}  // namespace stormglass::ui
