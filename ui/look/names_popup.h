// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The list that drops down from a NamesEdit.
#pragma once

#include <QFrame>

class QLineEdit;
class QListWidget;
class QListWidgetItem;

namespace stormglass::ui {

/// Typing filters, arrows choose a line, Space or Enter tick it, Escape closes.
class NamesPopup final : public QFrame {
    Q_OBJECT

public:
    NamesPopup(const QStringList& known, const QStringList& chosen, QWidget* parent);

    /// Below the widget, or above where there is no room.
    void openAt(const QWidget& widget);

Q_SIGNALS:
    void picked(const QString& name, bool isChosen);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void addName(const QString& name, bool isChosen, bool isKnown);
    void filter(const QString& words);
    void tickCurrent();
    /// Up or down among the lines that are shown.
    void step(int direction);

    QLineEdit* m_words;
    QListWidget* m_list;
};

}  // namespace stormglass::ui
