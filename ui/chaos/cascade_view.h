// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Who was hit, in what order and by which path: a tree with bars of time.
#pragma once

#include "models/results/cascade.h"

#include <QTreeWidget>

#include <vector>

namespace stormglass::ui {

class CascadeView final : public QTreeWidget {
    Q_OBJECT

public:
    enum Column { Who, Since, What, How, Bar };
    static constexpr int kBeginRole = Qt::UserRole;      ///< Of the column Bar, as shares of the time that is shown.
    static constexpr int kEndRole = Qt::UserRole + 1;
    static constexpr int kSubjectRole = Qt::UserRole + 2;  ///< Of the column Who.
    static constexpr int kKindRole = Qt::UserRole + 3;
    static constexpr int kIndexRole = Qt::UserRole + 4;    ///< The cascade to which it belongs.

    explicit CascadeView(QWidget* parent = nullptr);

    /// \p until: the moment that is shown; the end of the scale.
    void setCascades(const std::vector<results::Cascade>& cascades, double until);
    /// The cascade of the row that is current; -1: none.
    [[nodiscard]] int currentCascade() const;

private:
    void addCascade(const results::Cascade& cascade, int index, double until);
};

}  // namespace stormglass::ui
