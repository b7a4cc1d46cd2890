// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Lets a diagram show what a run shows at the moment that is shown.
#pragma once

#include <QObject>

namespace stormglass::ui {

class DiagramView;
class RunSession;

class RunPicture final : public QObject {
    Q_OBJECT

public:
    /// Both outlive it.
    RunPicture(RunSession& session, DiagramView& view, QObject* parent = nullptr);

private:
    void show();

    RunSession& m_session;
    DiagramView& m_view;
};

}  // namespace stormglass::ui
