// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/problems_panel.h"

#include "scenarios/json_pointer.h"
#include "ui/look/theme.h"
#include "ui/panels/field_node.h"

#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QVBoxLayout>

#include <set>

namespace stormglass::ui {
namespace {

/// A disc for an error, a triangle for a warning: told apart without colours, too.
QIcon iconOf(Severity severity, const QPalette& palette)
{
    constexpr int kSize = 32;
    QPixmap pixmap(kSize, kSize);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    if (severity == Severity::Error) {
        painter.setBrush(Theme::of(palette).danger);
        painter.drawEllipse(3, 3, 26, 26);
    } else {
        painter.setBrush(Theme::of(palette).warningText);
        painter.drawPolygon(QPolygonF{QPointF(16, 3), QPointF(30, 28), QPointF(2, 28)});
    }
    painter.setPen(QPen(palette.color(QPalette::Base), 3.5, Qt::SolidLine, Qt::RoundCap));
    painter.drawLine(QPointF(16, 11), QPointF(16, 18));
    painter.drawPoint(QPointF(16, 24));
    return QIcon(pixmap);
}

}  // namespace

QString placeInWords(const spec::Scenario& scenario, const std::string& pointer)
{
    const ElementId element = elementAt(scenario, pointer);
    const std::string own = pointerTo(scenario, element);
    QStringList words{element.kind == ElementKind::Scenario ? QObject::tr("scenario") : QString::fromStdString(element.name)};
    for (const std::string& key : splitPointer(pointer.substr(own.size()))) {
        bool isIndex = false;
        const int index = QString::fromStdString(key).toInt(&isIndex);
        words << (isIndex ? QString::number(index + 1) : labelOf(key).toLower());
    }
    return words.join(QStringLiteral(" › "));
}

ProblemsPanel::ProblemsPanel(ScenarioDocument& document, Selection& selection, QWidget* parent)
    : QWidget(parent), m_document(document), m_selection(selection), m_list(new QListWidget(this)), m_empty(new QLabel(this))
{
    setObjectName(QStringLiteral("problems"));
    m_list->setObjectName(QStringLiteral("problemList"));
    m_list->setAccessibleName(tr("Problems"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setWordWrap(true);
    m_list->setToolTip(tr("Enter or a click goes to the place"));
    m_empty->setText(tr("No problems. The scenario can be run."));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setForegroundRole(QPalette::PlaceholderText);
    m_empty->setMinimumHeight(64);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_empty, 1);
    connect(m_list, &QListWidget::itemClicked, this, &ProblemsPanel::jump);
    connect(m_list, &QListWidget::itemActivated, this, &ProblemsPanel::jump);
    connect(&m_document, &ScenarioDocument::problemsChanged, this, &ProblemsPanel::refresh);
    connect(&m_document, &ScenarioDocument::fileChanged, this, &ProblemsPanel::refresh);
    refresh();
}

void ProblemsPanel::refresh()
{
    m_list->clear();
    std::set<std::pair<std::string, std::string>> shown;
    int errors = 0;
    int warnings = 0;
    const auto show = [&](Severity severity, const std::string& pointer, const std::string& message) {
        if (!shown.insert({pointer, message}).second)
            return;
        ++(severity == Severity::Error ? errors : warnings);
        add(severity, pointer, message);
    };
    for (const Issue& issue : m_document.problems())
        show(issue.severity, issue.pointer, issue.message);
    // What could not be read stays true until the file is saved; the rest is judged anew with each change.
    if (m_document.isLossy()) {
        for (const PlacedIssue& issue : m_document.fileProblems())
            show(issue.severity, issue.pointer, issue.message);
    }
    m_list->setVisible(m_list->count() > 0);
    m_empty->setVisible(m_list->count() == 0);
    QStringList counts;
    if (errors > 0)
        counts << (errors == 1 ? tr("1 error") : tr("%1 errors").arg(errors));
    if (warnings > 0)
        counts << (warnings == 1 ? tr("1 warning") : tr("%1 warnings").arg(warnings));
    m_title = counts.isEmpty() ? tr("No problems") : counts.join(QStringLiteral(", "));
    Q_EMIT titleChanged(m_title);
}

void ProblemsPanel::add(Severity severity, const std::string& pointer, const std::string& message)
{
    const QString place = placeInWords(m_document.scenario(), pointer);
    auto* item = new QListWidgetItem(iconOf(severity, palette()), place + u'\n' + QString::fromStdString(message), m_list);
    item->setData(Qt::UserRole, QString::fromStdString(pointer));
    item->setData(Qt::AccessibleTextRole, (severity == Severity::Error ? tr("Error: ") : tr("Warning: ")) + item->text());
}

void ProblemsPanel::jump(const QListWidgetItem* item)
{
    const QString pointer = item->data(Qt::UserRole).toString();
    const ElementId element = elementAt(m_document.scenario(), pointer.toStdString());
    if (element.kind == ElementKind::Scenario)
        m_selection.clear();
    else
        m_selection.reveal(element);
    Q_EMIT fieldWanted(pointer);
}

}  // namespace stormglass::ui
