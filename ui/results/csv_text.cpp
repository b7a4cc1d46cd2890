// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/csv_text.h"

#include <QAbstractItemModel>
#include <QCoreApplication>
#include <QSaveFile>

namespace stormglass::ui {

QString csvCell(QString text)
{
    if (!text.contains(u',') && !text.contains(u'"') && !text.contains(u'\n'))
        return text;
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

QString tableToCsv(const QAbstractItemModel& table)
{
    QString text;
    for (int row = -1; row < table.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table.columnCount(); ++column)
            cells << csvCell((row < 0 ? table.headerData(column, Qt::Horizontal) : table.index(row, column).data()).toString());
        text += cells.join(u',') + u'\n';
    }
    return text;
}

QString saveText(const QString& path, const QString& text)
{
    QSaveFile file(path);
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(text.toUtf8()) >= 0 && file.commit();
    return isWritten ? QString()
                     : QCoreApplication::translate("SaveText", "%1 cannot be written: %2.").arg(path, file.errorString());
}

}  // namespace stormglass::ui
