// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/read_files.h"

#include "scenarios/file_text.h"

#include <QDir>

namespace stormglass::tests {

ReadFiles::ReadFiles(const char* folder) : m_folder(QStringLiteral(STORMGLASS_SOURCE_DIR "/") + QString::fromLatin1(folder)) { }

std::string ReadFiles::text(const QString& name) const
{
    const Result<std::string> text = readFileText(path(name), std::size_t{1} << 24);
    return text ? text.value() : std::string();
}

QStringList ReadFiles::like(const QStringList& patterns) const
{
    return QDir(m_folder).entryList(patterns, QDir::Files, QDir::Name);
}

QByteArray ReadFiles::difference(const QString& name, const std::string& text) const
{
    if (qEnvironmentVariableIsSet("STORMGLASS_ACCEPT"))
        return writeFileText(path(name), text) ? QByteArray() : "cannot be written: " + name.toUtf8();
    const std::string expected = this->text(name);
    if (expected == text)
        return {};
    const QList<QByteArray> before = QByteArray::fromStdString(expected).split('\n');
    const QList<QByteArray> after = QByteArray::fromStdString(text).split('\n');
    QByteArray difference = name.toUtf8() + " differs:\n";
    for (const QByteArray& line : before)
        difference += after.contains(line) ? QByteArray() : "- " + line + '\n';
    for (const QByteArray& line : after)
        difference += before.contains(line) ? QByteArray() : "+ " + line + '\n';
    return difference;
}

QString withEnding(const QString& name, const char* ending)
{
    return name.left(name.lastIndexOf(QLatin1Char('.'))) + QString::fromLatin1(ending);
}

}  // namespace stormglass::tests
