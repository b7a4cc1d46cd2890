// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/trace_panel.h"

#include "ui/document/selection.h"
#include "ui/look/figure_text.h"
#include "ui/look/units.h"
#include "ui/results/trace_view.h"
#include "ui/run/run_session.h"
#include "ui/run/time_text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QSplitter>
#include <QStackedLayout>
#include <QTreeWidget>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kUnit = 8;
constexpr int kPlaceOfTrace = Qt::UserRole;

}  // namespace

TracePanel::TracePanel(RunSession& session, Selection* selection, QWidget* parent)
    : QWidget(parent), m_session(session), m_selection(selection), m_pages(new QStackedLayout(this)), m_view(new TraceView)
{
    setObjectName(QStringLiteral("tracePanel"));
    m_hint = new QLabel(this);
    m_hint->setObjectName(QStringLiteral("traceHint"));
    m_hint->setAlignment(Qt::AlignCenter);
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    auto* halves = new QSplitter(Qt::Horizontal, this);
    halves->addWidget(makeChooser());
    halves->addWidget(m_view);
    halves->setStretchFactor(1, 1);
    halves->setSizes({40 * kUnit, 100 * kUnit});
    m_pages->addWidget(m_hint);
    m_pages->addWidget(halves);
    connect(&session, &RunSession::stateChanged, this, &TracePanel::takeResult);
    connect(&session, &RunSession::resultArrived, this, &TracePanel::takeResult);
    whenUnitsChange(*this, [this] { refreshList(); });
    whenUnitsChange(*m_view, [view = m_view->viewport()] { view->update(); });
    connect(m_view, &TraceView::spanChosen, this, [this](const results::Span& span) {
        m_session.showAt(span.served);
        if (m_selection != nullptr)
            m_selection->reveal({ElementKind::Component, span.component});
        Q_EMIT momentChosen(span.served);
    });
    takeResult();
}

QWidget* TracePanel::makeChooser()
{
    auto* side = new QWidget(this);
    auto* layout = new QVBoxLayout(side);
    layout->setContentsMargins(kUnit, kUnit / 2, 0, 0);
    layout->setSpacing(kUnit / 2);
    auto* row = new QHBoxLayout;
    m_order = new QComboBox(side);
    m_order->setObjectName(QStringLiteral("traceOrder"));
    m_order->setAccessibleName(tr("Which flows"));
    m_order->addItem(tr("In order"), static_cast<int>(Order::Number));
    m_order->addItem(tr("Slowest first"), static_cast<int>(Order::Slowest));
    m_order->addItem(tr("Compensated only"), static_cast<int>(Order::Undone));
    m_number = new QLineEdit(side);
    m_number->setObjectName(QStringLiteral("traceNumber"));
    m_number->setAccessibleName(tr("Number of the flow"));
    m_number->setPlaceholderText(tr("Number"));
    m_number->setClearButtonEnabled(true);
    row->addWidget(m_order, 1);
    row->addWidget(m_number, 1);
    m_list = new QTreeWidget(side);
    m_list->setObjectName(QStringLiteral("traceList"));
    m_list->setAccessibleName(tr("Traced flows"));
    m_list->setHeaderLabels({tr("Flow"), tr("Began"), tr("Took"), tr("Undone")});
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setFrameShape(QFrame::NoFrame);
    layout->addLayout(row);
    layout->addWidget(m_list, 1);
    connect(m_order, &QComboBox::currentIndexChanged, this, &TracePanel::refreshList);
    connect(m_number, &QLineEdit::textChanged, this, &TracePanel::refreshList);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &TracePanel::showChosen);
    return side;
}

void TracePanel::takeResult()
{
    const results::RunResult* result = m_session.result();
    m_traces = result != nullptr ? tracesOf(result->spans, compensationsOf(m_session.wish().scenario)) : std::vector<FlowTrace>();
    m_hint->setText(m_session.isUnderWay() ? tr("Traces of single flows are here when the run has ended.")
                    : result != nullptr   ? tr("No flow was traced in this run.")
                                          : tr("Run a design to see where single flows spend their time."));
    m_pages->setCurrentIndex(m_traces.empty() ? 0 : 1);
    refreshList();
}

void TracePanel::refreshList()
{
    const auto order = static_cast<Order>(m_order->currentData().toInt());
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < m_traces.size(); ++i) {
        const bool isWanted = (order != Order::Undone || m_traces[i].isUndone)
            && QString::number(m_traces[i].number).startsWith(m_number->text().trimmed());
        if (isWanted)
            places.push_back(i);
    }
    if (order == Order::Slowest)
        std::ranges::stable_sort(places, std::ranges::greater{}, [&](std::size_t i) { return m_traces[i].length(); });
    m_list->clear();
    QList<QTreeWidgetItem*> rows;
    for (const std::size_t i : places) {
        const FlowTrace& trace = m_traces[i];
        auto* row = new QTreeWidgetItem({QStringLiteral("%1 %2").arg(QString::fromStdString(trace.flow)).arg(trace.number),
                                         clockText(trace.start, 0.01), secondsText(trace.length()), trace.isUndone ? tr("yes") : QString()});
        row->setData(0, kPlaceOfTrace, static_cast<qulonglong>(i));
        row->setSizeHint(3, QSize(0, fontMetrics().height() + kUnit));  // its heading is the widest of its column
        row->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
        row->setTextAlignment(2, Qt::AlignRight | Qt::AlignVCenter);
        rows << row;
    }
    m_list->addTopLevelItems(rows);
    for (int column = 0; column < m_list->columnCount(); ++column)
        m_list->resizeColumnToContents(column);
    if (rows.isEmpty())
        m_view->clear();
    else
        m_list->setCurrentItem(rows.front());
}

void TracePanel::showChosen()
{
    if (const QTreeWidgetItem* row = m_list->currentItem())
        m_view->setTrace(m_traces.at(row->data(0, kPlaceOfTrace).toULongLong()));
}

}  // namespace stormglass::ui
