// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Some of the names that there are, ticked in a list that drops down.
#pragma once

#include <QComboBox>

#include <functional>

namespace stormglass::ui {

/// Looks and opens like a box of choices, and stays open while names are ticked. Names that nobody has any more stand in the
/// list as long as they are chosen.
class NamesEdit final : public QComboBox {
    Q_OBJECT

public:
    /// \p known is asked each time the list is opened.
    NamesEdit(std::function<QStringList()> known, QWidget* parent);

    [[nodiscard]] const QStringList& chosen() const { return m_chosen; }
    void setChosen(const QStringList& names);
    /// What is shown where no name is chosen.
    void setEmptyWords(const QString& words);

    void showPopup() override;

Q_SIGNALS:
    /// By the user: what is chosen now.
    void picked(const QStringList& names);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void pick(const QString& name, bool isChosen);

    const std::function<QStringList()> m_known;
    QStringList m_chosen;
    QString m_emptyWords;
};

}  // namespace stormglass::ui
