// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files that a person has read, beside the input that they are to come from.
#pragma once

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <string>

namespace stormglass::tests {

/// The files of one folder.
class ReadFiles {
public:
    /// \p folder: from the top of the tree, with a slash at its end.
    explicit ReadFiles(const char* folder);

    [[nodiscard]] std::string path(const QString& name) const { return (m_folder + name).toStdString(); }
    /// Empty if there is no such file.
    [[nodiscard]] std::string text(const QString& name) const;
    [[nodiscard]] QStringList like(const QStringList& patterns) const;

    /// Empty if the text is that of the file; else what is missing (-) and what is new (+). With the environment variable
    /// STORMGLASS_ACCEPT the file becomes so instead.
    [[nodiscard]] QByteArray difference(const QString& name, const std::string& text) const;

private:
    QString m_folder;
};

/// The name with another ending: ".txt".
[[nodiscard]] QString withEnding(const QString& name, const char* ending);

}  // namespace stormglass::tests
