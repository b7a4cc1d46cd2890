// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The fields of a fault as a form, whatever its kind.
#pragma once

#include "models/spec/scenario.h"

#include <QWidget>

#include <functional>
#include <vector>

class QFormLayout;
class QLabel;

namespace stormglass::ui {

/// Which times of a fault are asked for.
enum class FaultTimes {
    Length,   ///< It begins at once.
    All       ///< It is planned.
};

class FaultForm final : public QWidget {
    Q_OBJECT

public:
    /// \p scenario offers the names that fields can have.
    FaultForm(const spec::Scenario& scenario, const spec::Fault& fault, FaultTimes times, QWidget* parent = nullptr);
    ~FaultForm() override;

    /// What the user has chosen; nothing, with the reason shown at its place, as long as it cannot be read.
    [[nodiscard]] std::optional<spec::Fault> fault();
    /// Says what is wrong; empty: nothing.
    void complain(const QString& words);

private:
    friend class FaultFormBuilder;
    struct Row;

    const std::string m_base;  ///< The fault as JSON.
    std::vector<Row> m_rows;
    QFormLayout* m_layout;
    QLabel* m_complaint;
};

}  // namespace stormglass::ui
