// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/palette_panel.h"

#include "models/spec/catalogue.h"
#include "ui/document/element_edits.h"
#include "ui/look/theme.h"
#include "ui/panels/field_node.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QMimeData>
#include <QVBoxLayout>

#include <algorithm>

namespace stormglass::ui {
namespace {

constexpr int kKindRole = Qt::UserRole;

/// The list from which kinds are dragged; headings cannot be.
class KindList final : public QListWidget {
public:
    using QListWidget::QListWidget;

    QMimeData* mimeData(const QList<QListWidgetItem*>& items) const override
    {
        if (items.isEmpty() || items.front()->data(kKindRole).isNull())
            return nullptr;
        auto* dragged = new QMimeData;
        dragged->setData(QString::fromLatin1(kKindMimeType), items.front()->data(kKindRole).toString().toUtf8());
        return dragged;
    }
    Qt::DropActions supportedDropActions() const override { return Qt::CopyAction; }
};

QString fromView(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

}  // namespace

std::vector<PlaceableKind> placeableKinds()
{
    std::vector<PlaceableKind> kinds;
    for (const spec::CatalogueEntry& entry : spec::catalogue()) {
        spec::Scenario scratch;
        const auto added = addElement(scratch, std::string(entry.name));
        if (!added)
            continue;
        const bool isDrawn = added->kind == ElementKind::Component || added->kind == ElementKind::Channel;
        const bool isPlace = added->kind == ElementKind::Zone || added->kind == ElementKind::Host;
        if (isDrawn || isPlace)
            kinds.push_back({std::string(entry.name), isPlace ? QStringLiteral("places") : fromView(entry.category), fromView(entry.help)});
    }
    return kinds;
}

PalettePanel::PalettePanel(ScenarioDocument&, Selection&, KindIcons icons, QWidget* parent)
    : QWidget(parent), m_icons(std::move(icons)), m_search(new QLineEdit(this)), m_list(new KindList(this))
{
    setObjectName(QStringLiteral("palette"));
    m_search->setObjectName(QStringLiteral("paletteSearch"));
    m_search->setPlaceholderText(tr("Find a part to add"));
    m_search->setAccessibleName(m_search->placeholderText());
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_list->setObjectName(QStringLiteral("paletteList"));
    m_list->setAccessibleName(tr("Parts to add"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setIconSize(QSize(24, 24));
    m_list->setSpacing(1);
    m_list->setDragEnabled(true);
    m_list->setDragDropMode(QAbstractItemView::DragOnly);
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->viewport()->setAutoFillBackground(false);
    m_list->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 16, 8, 8);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    connect(m_search, &QLineEdit::textChanged, this, &PalettePanel::fill);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &PalettePanel::choose);
    fill();
}

void PalettePanel::fill()
{
    m_list->clear();
    QString category;
    const QStringList words = m_search->text().split(u' ', Qt::SkipEmptyParts);
    for (const PlaceableKind& kind : placeableKinds()) {
        const QString name = QString::fromStdString(kind.kind);
        const QString text = name + u' ' + kind.category + u' ' + kind.help;
        if (!std::ranges::all_of(words, [&](const QString& word) { return text.contains(word, Qt::CaseInsensitive); }))
            continue;
        if (kind.category != category)
            addHeading(category = kind.category);
        auto* item = new QListWidgetItem(m_icons ? m_icons(kind.kind) : QIcon(), QString(name).replace(u'-', u' '), m_list);
        item->setData(kKindRole, name);
        item->setToolTip(tr("<b>%1</b><br>%2<br><i>Drag it onto the diagram, or press Enter.</i>").arg(name, kind.help.toHtmlEscaped()));
        item->setSizeHint(QSize(0, 32));
    }
    m_list->setCurrentRow(-1);
    if (!words.isEmpty())
        moveBy(1);
}

void PalettePanel::addHeading(const QString& text)
{
    auto* item = new QListWidgetItem(labelOf(text.toStdString()), m_list);
    item->setFlags(Qt::NoItemFlags);
    QFont font = m_list->font();
    font.setPointSizeF(font.pointSizeF() * 0.9);
    font.setWeight(QFont::DemiBold);
    item->setFont(font);
    item->setForeground(Theme::of(palette()).mutedText);
    item->setSizeHint(QSize(0, 28));
}

QStringList PalettePanel::shownKinds() const
{
    QStringList kinds;
    for (int i = 0; i < m_list->count(); ++i) {
        if (!m_list->item(i)->data(kKindRole).isNull())
            kinds << m_list->item(i)->data(kKindRole).toString();
    }
    return kinds;
}

void PalettePanel::choose()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (item != nullptr && !item->data(kKindRole).isNull())
        Q_EMIT kindChosen(item->data(kKindRole).toString());
}

/// To the next kind in that direction; headings are passed over.
void PalettePanel::moveBy(int rows)
{
    for (int row = m_list->currentRow() + rows; row >= 0 && row < m_list->count(); row += rows) {
        if (!m_list->item(row)->data(kKindRole).isNull())
            return m_list->setCurrentRow(row);
    }
}

bool PalettePanel::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent*>(event)->key()) {
        case Qt::Key_Down: moveBy(1); return true;
        case Qt::Key_Up: moveBy(-1); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter: choose(); return true;
        default: break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

}  // namespace stormglass::ui
