// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/autosave.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QUuid>

#include <algorithm>

namespace stormglass::ui {
namespace {

const QString kSuffix = QStringLiteral(".rescue.json");

QString lockPathOf(const QString& file) { return file + QStringLiteral(".lock"); }

std::optional<Rescued> readRescued(const QFileInfo& info)
{
    QFile file(info.absoluteFilePath());
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject content = QJsonDocument::fromJson(file.readAll()).object();
    const QString text = content.value(QStringLiteral("text")).toString();
    if (text.isEmpty())
        return std::nullopt;
    return Rescued{content.value(QStringLiteral("path")).toString(), text.toStdString(), info.lastModified(),
                   info.absoluteFilePath()};
}

}  // namespace

Autosave::Autosave(ScenarioDocument& document, const QDir& folder, QObject* parent)
    : QObject(parent), m_document(document), m_folder(folder), m_id(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
    m_folder.mkpath(QStringLiteral("."));
    m_lock = std::make_unique<QLockFile>(lockPathOf(filePath()));
    m_lock->setStaleLockTime(0);  // a window may be open for days
    m_lock->tryLock(0);
    m_timer.setSingleShot(true);
    m_timer.setInterval(kDelay);
    connect(&m_timer, &QTimer::timeout, this, &Autosave::writeNow);
    connect(&m_document, &ScenarioDocument::changed, &m_timer, qOverload<>(&QTimer::start));
    connect(&m_document, &ScenarioDocument::fileChanged, this, &Autosave::writeNow);
}

Autosave::~Autosave() { QFile::remove(filePath()); }

QString Autosave::filePath() const { return m_folder.absoluteFilePath(m_id + kSuffix); }

void Autosave::writeNow()
{
    m_timer.stop();
    if (m_document.undoStack().isClean()) {
        QFile::remove(filePath());
        return;
    }
    const QJsonObject content{{QStringLiteral("path"), m_document.filePath()},
                              {QStringLiteral("text"), QString::fromStdString(m_document.text())}};
    QSaveFile file(filePath());
    if (file.open(QIODevice::WriteOnly)) {
        file.write(QJsonDocument(content).toJson(QJsonDocument::Compact));
        file.commit();
    }
}

std::vector<Rescued> Autosave::findRescued(const QDir& folder)
{
    std::vector<Rescued> all;
    const QFileInfoList files = folder.entryInfoList({QStringLiteral("*") + kSuffix}, QDir::Files, QDir::Time);
    for (const QFileInfo& info : files) {
        QLockFile lock(lockPathOf(info.absoluteFilePath()));
        lock.setStaleLockTime(0);
        if (!lock.tryLock(0))
            continue;  // its window lives
        if (auto rescued = readRescued(info))
            all.push_back(*std::move(rescued));
    }
    return all;
}

void Autosave::discard(const Rescued& rescued) { QFile::remove(rescued.kept); }

}  // namespace stormglass::ui
