// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The document and its file.
#include "ui/document/reading.h"
#include "ui/document/scenario_document.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace stormglass::ui {
namespace {

QByteArray hashOf(const QByteArray& content) { return QCryptographicHash::hash(content, QCryptographicHash::Sha256); }

}  // namespace

QString ScenarioDocument::open(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tr("%1 cannot be opened: %2").arg(path, file.errorString());
    const QByteArray content = file.readAll();
    if (file.error() != QFileDevice::NoError)
        return tr("%1 cannot be read: %2").arg(path, file.errorString());

    const QString absolute = QFileInfo(path).absoluteFilePath();
    LoadedScenario loaded = readScenarioText({content.constData(), static_cast<std::size_t>(content.size())},
                                             QFileInfo(path).fileName().toStdString());
    m_isLossy = !saysAll(loaded);
    m_fileHash = hashOf(content);
    m_fileProblems = std::move(loaded.issues);
    begin(std::make_shared<Snapshot>(Snapshot{std::move(loaded.scenario), std::move(loaded.document)}), absolute);
    return {};
}

QString ScenarioDocument::saveAs(const QString& path)
{
    const std::string written = text();
    const QByteArray content(written.data(), static_cast<qsizetype>(written.size()));
    QSaveFile file(path);  // the old content stays until the new one is complete
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size() || !file.commit())
        return tr("%1 cannot be written: %2").arg(path, file.errorString());
    m_path = QFileInfo(path).absoluteFilePath();
    m_fileHash = hashOf(content);
    m_isLossy = false;
    m_fileProblems.clear();
    m_undo.setClean();
    Q_EMIT fileChanged();
    return {};
}

bool ScenarioDocument::hasFileChanged() const
{
    if (m_path.isEmpty())
        return false;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return false;  // it has gone: saving brings it back
    return hashOf(file.readAll()) != m_fileHash;
}

}  // namespace stormglass::ui
