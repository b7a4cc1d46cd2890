// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything that can be placed in a scenario.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection.h"

#include <QIcon>
#include <QWidget>

class QLineEdit;
class QListWidget;

namespace stormglass::ui {

/// Of a QDrag from the palette: the kind in UTF-8.
inline constexpr char kKindMimeType[] = "application/x-stormglass-kind";

/// The picture of a kind of the catalogue.
using KindIcons = std::function<QIcon(const std::string& kind)>;

/// A kind that can be placed, in the order of the palette.
struct PlaceableKind {
    std::string kind;
    QString category;
    QString help;
};
/// What the catalogue knows and addElement() can add to a diagram.
[[nodiscard]] std::vector<PlaceableKind> placeableKinds();

class PalettePanel final : public QWidget {
    Q_OBJECT

public:
    PalettePanel(ScenarioDocument& document, Selection& selection, KindIcons icons, QWidget* parent = nullptr);

    /// The kinds that the search leaves.
    [[nodiscard]] QStringList shownKinds() const;

Q_SIGNALS:
    /// To be added to the middle of the canvas.
    void kindChosen(const QString& kind);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void fill();
    void addHeading(const QString& text);
    void choose();
    void moveBy(int rows);

    KindIcons m_icons;
    QLineEdit* m_search;
    QListWidget* m_list;
};

}  // namespace stormglass::ui
