// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A heading in the inspector that opens and closes what is below it.
#pragma once

#include <QWidget>

class QHBoxLayout;
class QToolButton;
class QVBoxLayout;

namespace stormglass::ui {

class FieldGroup final : public QWidget {
    Q_OBJECT

public:
    FieldGroup(const QString& title, bool isStrong, QWidget* parent);

    void setTitle(const QString& title, bool isStrong);
    [[nodiscard]] bool isOpen() const;
    void setOpen(bool isOpen);
    /// A small button at the right of the heading.
    void addTool(QToolButton* button);
    /// Where the fields go.
    [[nodiscard]] QWidget* body() const { return m_body; }

Q_SIGNALS:
    void toggled(bool isOpen);

private:
    QToolButton* m_heading;
    QHBoxLayout* m_tools;
    QWidget* m_body;
};

}  // namespace stormglass::ui
