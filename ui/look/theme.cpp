// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/theme.h"

#include <QApplication>
#include <QStyleFactory>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace stormglass::ui {
namespace {

QColor mix(const QColor& a, const QColor& b, double share)
{
    const auto part = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
    return {part(a.red(), b.red()), part(a.green(), b.green()), part(a.blue(), b.blue())};
}

QFont scaled(double factor)
{
    QFont font = QApplication::font();
    font.setPointSizeF(font.pointSizeF() > 0 ? font.pointSizeF() * factor : 10 * factor);
    return font;
}

void colourLight(Theme& theme)
{
    theme.canvas = QColor(0xf6f7f9);
    theme.grid = QColor(0xdfe3e8);
    theme.card = QColor(0xffffff);
    theme.cardBorder = QColor(0xcfd6de);
    theme.container = QColor(40, 70, 110, 11);
    theme.containerBorder = QColor(0xc3ccd6);
    theme.edge = QColor(0x8593a3);
    theme.shadow = QColor(20, 35, 60, 26);
    theme.guide = QColor(0xe0457b);
    theme.text = QColor(0x1d2733);
    theme.mutedText = QColor(0x647182);
    theme.accent = QColor(0x2563d9);
    theme.accentText = QColor(0xffffff);
    theme.good = QColor(0x1f9d61);
    theme.warning = QColor(0xd98a00);
    theme.danger = QColor(0xc9302c);
    theme.goodText = QColor(0x1a7f4f);
    theme.warningText = QColor(0x8f5d00);
}

void colourDark(Theme& theme)
{
    theme.canvas = QColor(0x14181e);
    theme.grid = QColor(0x252c36);
    theme.card = QColor(0x212832);
    theme.cardBorder = QColor(0x3b4656);
    theme.container = QColor(150, 180, 230, 13);
    theme.containerBorder = QColor(0x384352);
    theme.edge = QColor(0x77869a);
    theme.shadow = QColor(0, 0, 0, 80);
    theme.guide = QColor(0xff6b9d);
    theme.text = QColor(0xe6ebf2);
    theme.mutedText = QColor(0x93a1b3);
    theme.accent = QColor(0x5b95ff);
    theme.accentText = QColor(0x0b1220);
    theme.good = QColor(0x3ecb85);
    theme.warning = QColor(0xf0b040);
    theme.danger = QColor(0xff6464);
    theme.goodText = QColor(0x4cc38a);
    theme.warningText = QColor(0xf0b040);
}

/// Tabs are words with a line below the chosen one, and no boxes; small arrows stand in the words of buttons.
QString styleSheetOf(const Theme& theme, const QPalette& palette)
{
    const auto name = [](const QColor& colour) { return colour.name(); };
    const QColor window = palette.color(QPalette::Window);
    return QStringLiteral("QToolTip { color: %1; background: %2; border: 0; padding: 6px; }"
                          "QTabBar::tab { color: %3; background: transparent; border: 0; border-bottom: 2px solid transparent;"
                          " padding: 6px 12px; }"
                          "QTabBar::tab:hover { color: %4; background: %5; }"
                          "QTabBar::tab:selected { color: %4; border-bottom-color: %6; }"
                          "QTabBar::tab:selected:focus { background: %7; }"
                          "QToolButton::menu-indicator { image: none; }"
                          "QDockWidget::title { background: %8; padding: 8px; text-align: left; }")
        .arg(name(palette.color(QPalette::ToolTipText)), name(palette.color(QPalette::ToolTipBase)), name(theme.mutedText),
             name(theme.text), name(mix(window, theme.text, 0.06)), name(theme.accent), name(mix(window, theme.accent, 0.16)), name(window));
}

}  // namespace

Theme::Theme(Scheme scheme) : m_scheme(scheme)
{
    if (scheme == Scheme::Dark)
        colourDark(*this);
    else
        colourLight(*this);
}

Theme Theme::of(const QPalette& palette)
{
    return Theme(palette.color(QPalette::Base).lightness() < 128 ? Scheme::Dark : Scheme::Light);
}

QPalette Theme::palette() const
{
    QPalette palette;
    const QColor window = isDark() ? QColor(0x1c222b) : QColor(0xf0f2f5);
    const QColor base = isDark() ? QColor(0x10141a) : QColor(0xffffff);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, base);
    palette.setColor(QPalette::AlternateBase, mix(base, text, 0.04));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, mutedText);
    palette.setColor(QPalette::Button, isDark() ? QColor(0x29313c) : QColor(0xfafbfc));
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, danger);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, accentText);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, mix(accent, text, 0.3));
    palette.setColor(QPalette::ToolTipBase, isDark() ? QColor(0x2d3643) : QColor(0x1d2733));
    palette.setColor(QPalette::ToolTipText, QColor(0xf2f5f9));
    palette.setColor(QPalette::Light, mix(window, QColor(Qt::white), isDark() ? 0.08 : 0.7));
    palette.setColor(QPalette::Midlight, mix(window, text, 0.08));
    palette.setColor(QPalette::Mid, mix(window, text, 0.18));
    palette.setColor(QPalette::Dark, mix(window, text, 0.28));
    palette.setColor(QPalette::Shadow, isDark() ? QColor(0x0a0d11) : QColor(0x9aa5b1));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mix(window, text, 0.4));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, mix(window, accent, 0.3));
    return palette;
}

QColor Theme::category(std::string_view name) const
{
    if (name == "clients")
        return isDark() ? QColor(0x8fa3ff) : QColor(0x4f5fd6);
    if (name == "services")
        return isDark() ? QColor(0x5b95ff) : QColor(0x2563d9);
    if (name == "stores")
        return isDark() ? QColor(0x4cc9b0) : QColor(0x0f8f7a);
    if (name == "brokers")
        return isDark() ? QColor(0xc58cff) : QColor(0x8a3fd1);
    if (name == "channels")
        return isDark() ? QColor(0xd9a6ff) : QColor(0xa35bd6);
    if (name == "faults")
        return danger;
    return mutedText;
}

QColor Theme::state(State state) const
{
    switch (state) {
    case State::Good: return good;
    case State::Busy: return warning;
    case State::Overloaded:
    case State::Down: return danger;
    default: return mutedText;
    }
}

QColor Theme::utilisation(double share) const
{
    if (std::isnan(share))
        return QColor(Qt::transparent);
    const double clamped = std::clamp(share, 0.0, 1.0);
    // calm until two thirds: queues grow slowly below, fast above
    return clamped < 0.66 ? mix(good, warning, clamped * clamped / 0.66) : mix(warning, danger, (clamped - 0.66) / 0.34);
}

QColor Theme::series(int index) const
{
    static constexpr std::array kLight{0x0072b2U, 0xd55e00U, 0x009e73U, 0xb5508cU, 0x8a6d00U, 0x3a8fb7U, 0x5b4bb5U, 0x5f6b76U};
    static constexpr std::array kDark{0x56b4e9U, 0xff8a3dU, 0x2fd3a2U, 0xe88fc4U, 0xf0e442U, 0x9ad1f5U, 0xa99bffU, 0xb4bec8U};
    const auto place = static_cast<std::size_t>(index) % kLight.size();
    return QColor(isDark() ? kDark[place] : kLight[place]);
}

QFont Theme::titleFont()
{
    QFont font = scaled(1.0);
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont Theme::smallFont() { return scaled(0.85); }

QFont Theme::numberFont()
{
    QFont font = scaled(0.85);
    font.setWeight(QFont::DemiBold);
    font.setStyleHint(QFont::SansSerif);
    return font;
}

void applyTheme(QApplication& application, Theme::Scheme scheme)
{
    const QPalette palette = Theme(scheme).palette();
    application.setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    application.setPalette(palette);
    QToolTip::setPalette(palette);
    application.setStyleSheet(styleSheetOf(Theme(scheme), palette));
}

}  // namespace stormglass::ui
