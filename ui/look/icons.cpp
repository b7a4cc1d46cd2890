// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/icons.h"

#include "models/spec/catalogue.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QPixmapCache>
#include <QSvgRenderer>

// A resource in a static library is there only when somebody asks for it, outside of any namespace.
static void loadLookIcons() { Q_INIT_RESOURCE(icons); }

namespace stormglass::ui {
namespace {

QString resourceOf(const QString& name) { return QStringLiteral(":/look/icons/%1.svg").arg(name); }

bool hasIcon(const QString& name)
{
    static const bool isLoaded = (loadLookIcons(), true);
    return isLoaded && QFile::exists(resourceOf(name));
}

QByteArray tinted(const QString& name, const QColor& colour)
{
    QFile file(resourceOf(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll().replace("#000000", colour.name().toLatin1());
}

class TintedIcon final : public QIconEngine {
public:
    explicit TintedIcon(QString name) : m_name(std::move(name)) { }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        painter->drawPixmap(rect, iconPixmap(m_name, std::max(rect.width(), rect.height()), colourOf(mode), 2));
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, std::min(size.width(), size.height()), colourOf(mode));
    }
    [[nodiscard]] QIconEngine* clone() const override { return new TintedIcon(m_name); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }

private:
    static QColor colourOf(QIcon::Mode mode)
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        return palette.color(mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
    }

    const QString m_name;
};

}  // namespace

QIcon icon(const QString& name) { return hasIcon(name) ? QIcon(new TintedIcon(name)) : QIcon(); }

QPixmap iconPixmap(const QString& name, int size, const QColor& colour, qreal devicePixelRatio)
{
    const QString key = QStringLiteral("look/%1/%2/%3/%4").arg(name).arg(size).arg(colour.name(QColor::HexArgb)).arg(devicePixelRatio);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap) || !hasIcon(name))
        return pixmap;
    const int pixels = std::max(1, qRound(size * devicePixelRatio));
    pixmap = QPixmap(pixels, pixels);
    pixmap.fill(Qt::transparent);
    QSvgRenderer renderer(tinted(name, colour));
    QPainter painter(&pixmap);
    painter.setOpacity(colour.alphaF());
    renderer.render(&painter, QRectF(0, 0, pixels, pixels));
    painter.end();
    pixmap.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

QString iconNameFor(std::string_view kind)
{
    const QString own = QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size()));
    if (hasIcon(own))
        return own;
    const spec::CatalogueEntry* entry = spec::findInCatalogue(kind);
    if (entry == nullptr)
        return QStringLiteral("parts");
    const QString category = QString::fromUtf8(entry->category.data(), static_cast<qsizetype>(entry->category.size()));
    return hasIcon(category) ? category : QStringLiteral("parts");
}

QIcon iconForKind(std::string_view kind) { return icon(iconNameFor(kind)); }

}  // namespace stormglass::ui
