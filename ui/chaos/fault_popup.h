// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A small window that asks how strong a fault is and how long it lasts.
#pragma once

#include "ui/chaos/fault_form.h"

#include <QDialog>

class QPushButton;

namespace stormglass::ui {

class FaultPopup final : public QDialog {
    Q_OBJECT

public:
    FaultPopup(const spec::Scenario& scenario, const spec::Fault& fault, FaultTimes times, QWidget* parent = nullptr);

    [[nodiscard]] FaultForm& form() const { return *m_form; }

Q_SIGNALS:
    /// It can be run, and the window is closed.
    void chosen(const spec::Fault& fault);

private:
    void choose();

    const spec::Scenario m_scenario;  ///< A copy: the document may change while the window is open.
    const FaultTimes m_times;
    FaultForm* m_form;
    QPushButton* m_ok;
};

}  // namespace stormglass::ui
