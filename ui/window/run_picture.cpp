// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/run_picture.h"

#include "ui/canvas/diagram_view.h"
#include "ui/run/recording.h"
#include "ui/run/run_session.h"

namespace stormglass::ui {

RunPicture::RunPicture(RunSession& session, DiagramView& view, QObject* parent)
    : QObject(parent), m_session(session), m_view(view)
{
    connect(&m_session, &RunSession::shownChanged, this, &RunPicture::show);
    connect(&m_session, &RunSession::stateChanged, this, &RunPicture::show);
    show();
}

void RunPicture::show()
{
    const results::Frame* frame = m_session.shownFrame();
    m_view.setRunning(frame != nullptr && m_session.state() == RunSession::State::Running && m_session.isFollowing());
    m_view.setFrame(m_session.roster(), frame);
    std::vector<results::Impact> impacts;
    for (const results::Impact& impact : m_session.recording().impacts()) {
        if (frame != nullptr && impact.at <= frame->at)
            impacts.push_back(impact);
    }
    m_view.setImpacts(std::move(impacts), frame == nullptr ? 0 : frame->at);
}

}  // namespace stormglass::ui
