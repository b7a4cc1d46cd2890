// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/gallery.h"

#include "scenarios/scenario_reader.h"
#include "ui/look/theme.h"

#include <QDialogButtonBox>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>
#include <QTimer>
#include <QVBoxLayout>

namespace stormglass::ui {
namespace {

constexpr QSize kPicture{224, 136};
constexpr int kPath = Qt::UserRole;
constexpr int kStory = Qt::UserRole + 1;

QPixmap emptyPicture(const QPalette& palette, const QString& words)
{
    QPixmap picture(kPicture);
    picture.fill(Theme::of(palette).canvas);
    QPainter painter(&picture);
    painter.setPen(Theme::of(palette).mutedText);
    painter.drawText(picture.rect(), Qt::AlignCenter, words);
    return picture;
}

}  // namespace

Gallery::Gallery(const QDir& scenarios, Thumbnailer thumbnailer, QWidget* parent)
    : QDialog(parent), m_thumbnailer(std::move(thumbnailer)), m_list(new QListWidget(this)), m_story(new QLabel(this))
{
    setWindowTitle(tr("New scenario"));
    resize(1080, 640);
    m_list->setObjectName(QStringLiteral("gallery"));
    m_list->setAccessibleName(tr("Scenarios to begin with"));
    m_list->setViewMode(QListView::IconMode);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setMovement(QListView::Static);
    m_list->setIconSize(kPicture);
    m_list->setGridSize(kPicture + QSize(24, 48));
    m_list->setWordWrap(true);
    m_list->addItem(new QListWidgetItem(emptyPicture(palette(), QStringLiteral("+")), tr("Empty scenario")));
    for (const QFileInfo& file : scenarios.entryInfoList({QStringLiteral("*.json")}, QDir::Files, QDir::Name))
        addScenario(file.absoluteFilePath());

    m_story->setWordWrap(true);
    m_story->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_story->setMargin(16);
    auto* side = new QScrollArea(this);
    side->setWidget(m_story);
    side->setWidgetResizable(true);
    side->setFixedWidth(320);
    side->setFrameShape(QFrame::NoFrame);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    buttons->button(QDialogButtonBox::Ok)->setText(tr("Open a copy"));
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_list, &QListWidget::itemActivated, this, &QDialog::accept);
    connect(m_list, &QListWidget::currentItemChanged, this, &Gallery::tell);
    auto* row = new QHBoxLayout;
    row->addWidget(m_list, 1);
    row->addWidget(side);
    auto* column = new QVBoxLayout(this);
    column->addLayout(row, 1);
    column->addWidget(buttons);
    m_list->setCurrentRow(m_list->count() > 1 ? 1 : 0);
    QTimer::singleShot(0, this, &Gallery::drawNext);  // the dialog shows at once, and its pictures follow
}

QString Gallery::chosen() const
{
    const QListWidgetItem* item = m_list->currentItem();
    return item == nullptr ? QString() : item->data(kPath).toString();
}

void Gallery::addScenario(const QString& path)
{
    auto* item = new QListWidgetItem(emptyPicture(palette(), QString()), QFileInfo(path).completeBaseName());
    item->setData(kPath, path);
    m_list->addItem(item);
}

void Gallery::drawNext()
{
    if (m_drawn >= m_list->count())
        return;
    QListWidgetItem* item = m_list->item(m_drawn++);
    const LoadedScenario loaded = readScenario(item->data(kPath).toString().toStdString());
    item->setText(QString::fromStdString(loaded.scenario.name));
    item->setData(kStory, QString::fromStdString(loaded.scenario.description));
    if (m_thumbnailer)
        item->setIcon(m_thumbnailer(loaded.scenario, kPicture));
    if (item == m_list->currentItem())
        tell();
    QTimer::singleShot(0, this, &Gallery::drawNext);
}

void Gallery::tell()
{
    const QListWidgetItem* item = m_list->currentItem();
    if (item == nullptr)
        return;
    const QString story = item->data(kStory).toString();
    m_story->setText(QStringLiteral("<h3>%1</h3><p>%2</p>")
                         .arg(item->text().toHtmlEscaped(),
                              story.isEmpty() && item->data(kPath).isNull() ? tr("Nothing yet: drag parts from the palette.")
                                                                           : story.toHtmlEscaped()));
}

}  // namespace stormglass::ui
