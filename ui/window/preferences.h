// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a user has chosen for all windows.
#pragma once

#include "ui/look/units.h"

#include <QDialog>

#include <memory>

namespace stormglass::ui {

struct Preferences {
    enum class Scheme { System, Light, Dark };
    Scheme scheme = Scheme::System;
    double pace = 1;           ///< Of a new run: simulated seconds per second; 0: as fast as possible.
    int workers = 2;           ///< Processes that long tasks use.
    bool showsTour = true;     ///< At the next start.
    bool opensLast = false;    ///< The scenario of the last time, at the next start.
    Units units = {};
    bool operator==(const Preferences&) const = default;

    [[nodiscard]] static Preferences read();
    void write() const;
};

/// Shows preferences to be changed; the caller reads them when it was accepted.
class PreferencesDialog final : public QDialog {
    Q_OBJECT

public:
    explicit PreferencesDialog(const Preferences& preferences, QWidget* parent = nullptr);
    ~PreferencesDialog() override;

    [[nodiscard]] Preferences chosen() const;

private:
    void makeLook(const Preferences& preferences);
    void makeWork(const Preferences& preferences);

    struct Fields;
    std::unique_ptr<Fields> m;
};

}  // namespace stormglass::ui
