// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Colours and fonts of the window, light and dark.
#pragma once

#include <QColor>
#include <QFont>
#include <QPalette>

#include <string_view>

class QApplication;

namespace stormglass::ui {

/// A value: whoever paints makes one from the palette that its widget has at present, so that a change of scheme reaches all.
class Theme final {
public:
    enum class Scheme { Light, Dark };
    /// What something in the diagram is doing.
    enum class State { Idle, Good, Busy, Overloaded, Down };

    explicit Theme(Scheme scheme);
    [[nodiscard]] static Theme of(const QPalette& palette);

    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] bool isDark() const { return m_scheme == Scheme::Dark; }
    [[nodiscard]] QPalette palette() const;

    // --- the diagram ---
    QColor canvas;
    QColor grid;
    QColor card;
    QColor cardBorder;
    QColor container;        ///< Translucent, so that nested ones grow darker.
    QColor containerBorder;
    QColor edge;
    QColor shadow;
    QColor guide;            ///< Alignment guides, and what may be connected.

    // --- text and accents ---
    QColor text;
    QColor mutedText;
    QColor accent;
    QColor accentText;       ///< On accent.
    QColor good;
    QColor warning;
    QColor danger;           ///< For text as well.
    QColor goodText;         ///< Text wants more contrast than areas.
    QColor warningText;

    /// Of a category of the catalogue; a neutral one for others.
    [[nodiscard]] QColor category(std::string_view name) const;
    [[nodiscard]] QColor state(State state) const;
    /// From calm over busy to overloaded; NaN: there is nothing to show.
    [[nodiscard]] QColor utilisation(double share) const;
    /// One of a series for curves and designs, told apart by people with any colour vision (after Okabe and Ito, "Color
    /// Universal Design", 2008); again and again from the first.
    [[nodiscard]] QColor series(int index) const;

    [[nodiscard]] static QFont titleFont();
    [[nodiscard]] static QFont smallFont();
    [[nodiscard]] static QFont numberFont();  ///< All digits equally wide.

private:
    Scheme m_scheme;
};

/// Gives the whole application style, palette and tooltips of the scheme.
void applyTheme(QApplication& application, Theme::Scheme scheme);

}  // namespace stormglass::ui
