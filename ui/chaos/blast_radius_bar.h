// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What became of the flows that began while a fault lasted, as one bar.
#pragma once

#include "models/results/cascade.h"

#include <QWidget>

namespace stormglass::ui {

class BlastRadiusBar final : public QWidget {
    Q_OBJECT

public:
    struct Part {
        QString name;
        double count = 0;
        QColor colour;
    };

    explicit BlastRadiusBar(QWidget* parent = nullptr);

    void setCascade(const results::Cascade& cascade);
    [[nodiscard]] std::vector<Part> parts() const;
    [[nodiscard]] QSize sizeHint() const override { return {280, 56}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 56}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    results::Cascade m_cascade;
};

}  // namespace stormglass::ui
