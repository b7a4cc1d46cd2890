// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/cascade_view.h"

#include "ui/chaos/cascade_list.h"
#include "ui/look/figure_text.h"
#include "ui/look/theme.h"
#include "ui/run/time_text.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <cmath>
#include <map>

namespace stormglass::ui {
namespace {

class TimeBarDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const override { return {160, 28}; }
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::paint(painter, option, index);
        const Theme theme = Theme::of(option.palette);
        const QRectF area = QRectF(option.rect).adjusted(4, 8, -8, -8);
        const double begin = index.data(CascadeView::kBeginRole).toDouble();
        const double end = index.data(CascadeView::kEndRole).toDouble();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme.grid);
        painter->drawRoundedRect(QRectF(area.left(), area.center().y() - 1, area.width(), 2), 1, 1);
        painter->setBrush(index.parent().isValid() ? theme.warning : theme.category("faults"));
        painter->drawRoundedRect(QRectF(area.left() + begin * area.width(), area.top(), std::max(3.0, (end - begin) * area.width()), area.height()), 3, 3);
        painter->restore();
    }
};

}  // namespace

CascadeView::CascadeView(QWidget* parent) : QTreeWidget(parent)
{
    setObjectName(QStringLiteral("cascade"));
    setAccessibleName(tr("Order of impact"));
    setHeaderLabels({tr("Who"), tr("After"), tr("Over its limit"), tr("By"), tr("When")});
    setItemDelegateForColumn(Bar, new TimeBarDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setUniformRowHeights(true);
    setAlternatingRowColors(false);
    setRootIsDecorated(true);
    header()->setStretchLastSection(true);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    setIndentation(14);
    setColumnWidth(Who, 208);
    setColumnWidth(Since, 64);
    setColumnWidth(What, 112);
    setColumnWidth(How, 152);
}

int CascadeView::currentCascade() const
{
    const QTreeWidgetItem* item = currentItem();
    return item == nullptr ? -1 : item->data(Who, kIndexRole).toInt();
}

void CascadeView::addCascade(const results::Cascade& cascade, int index, double until)
{
    const double length = std::max(1e-9, until - cascade.begin);
    const auto share = [&](double at) { return std::isfinite(at) ? std::clamp((at - cascade.begin) / length, 0.0, 1.0) : 1.0; };
    auto* top = new QTreeWidgetItem(this, {QString::fromStdString(cascade.fault), clockText(cascade.begin, 0.1), QString::fromStdString(cascade.phrase)});
    QFont bold = font();
    bold.setBold(true);
    top->setFont(Who, bold);
    top->setData(Who, kIndexRole, index);
    top->setData(Bar, kBeginRole, 0.0);
    top->setData(Bar, kEndRole, share(cascade.end));
    std::map<std::string, QTreeWidgetItem*> items;
    int number = 0;
    for (const results::Hit& hit : cascade.hits) {
        const auto from = items.find(hit.from);
        const double at = hit.breaches.empty() ? cascade.begin : hit.breaches.front().at;
        double end = at;
        for (const results::Breach& breach : hit.breaches)
            end = std::isfinite(breach.until) && std::isfinite(end) ? std::max(end, breach.until) : NAN;
        auto* item = new QTreeWidgetItem(from == items.end() ? top : from->second,
                                         {QStringLiteral("%1  %2").arg(++number).arg(QString::fromStdString(hit.subject)),
                                          QLatin1Char('+') + sinceText(at - cascade.begin), limitWords(hit), pathWords(hit)});
        item->setData(Who, kSubjectRole, QString::fromStdString(hit.subject));
        item->setData(Who, kKindRole, static_cast<int>(hit.kind));
        item->setData(Who, kIndexRole, index);
        item->setData(Bar, kBeginRole, share(at));
        item->setData(Bar, kEndRole, share(end));
        items.emplace(hit.subject, item);
    }
}

void CascadeView::setCascades(const std::vector<results::Cascade>& cascades, double until)
{
    const int chosen = currentCascade();
    const QString subject = currentItem() != nullptr ? currentItem()->data(Who, kSubjectRole).toString() : QString();
    const QSignalBlocker quiet(this);
    clear();
    for (std::size_t i = 0; i < cascades.size(); ++i)
        addCascade(cascades[i], static_cast<int>(i), until);
    expandAll();
    for (QTreeWidgetItemIterator item(this); *item != nullptr && chosen >= 0; ++item) {
        if ((*item)->data(Who, kIndexRole).toInt() == chosen && (*item)->data(Who, kSubjectRole).toString() == subject)
            return setCurrentItem(*item);
    }
}

}  // namespace stormglass::ui
