// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/wiring_client.h"

#include "ui/run/issue_text.h"
#include "ui/run/worker_process.h"

#include <nlohmann/json.hpp>

#include <QCryptographicHash>

namespace stormglass::ui {
namespace {

QByteArray keyOf(const std::string& scenario, const std::string& design)
{
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(QByteArrayView(design.data(), static_cast<qsizetype>(design.size())));
    hash.addData(QByteArrayView("\0", 1));
    hash.addData(QByteArrayView(scenario.data(), static_cast<qsizetype>(scenario.size())));
    return hash.result();
}

}  // namespace

WiringClient::WiringClient(QString program, QObject* parent) : QObject(parent), m_program(std::move(program)) { }
WiringClient::~WiringClient() = default;

const results::WiringView* WiringClient::find(const std::string& scenario, const std::string& design) const
{
    const auto known = m_known.constFind(keyOf(scenario, design));
    return known != m_known.constEnd() ? &*known : nullptr;
}

void WiringClient::ask(const std::string& scenario, const std::string& design)
{
    if (const results::WiringView* known = find(scenario, design)) {
        m_waiting.reset();
        Q_EMIT wired(results::WiringView(*known));
        return;
    }
    m_waiting = Question{scenario, design};
    if (!m_asked)
        putNext();
}

void WiringClient::startWorker()
{
    m_worker = std::make_unique<WorkerProcess>(m_program);
    connect(m_worker.get(), &WorkerProcess::replied, this, [this](const Replies& replies) {
        for (const auto& reply : replies) {
            if (const auto* wiring = std::get_if<results::WiringView>(&*reply))
                answer(*wiring);
            else if (const auto* rejection = std::get_if<Rejection>(&*reply))
                refuse(toSentences(rejection->issues));
            else if (const auto* breakdown = std::get_if<Breakdown>(&*reply))
                refuse(QString::fromStdString(breakdown->message));
        }
    });
    connect(m_worker.get(), &WorkerProcess::garbled, this, [this](const QString&, const QString& why) { refuse(why); });
    connect(m_worker.get(), &WorkerProcess::silenceChanged, this, [this](bool isSilent) {
        if (isSilent)
            m_worker->kill();
    });
    connect(m_worker.get(), &WorkerProcess::ended, this, [this](const QString& how) {
        m_worker.release()->deleteLater();
        refuse(how);
    });
    m_worker->start();
}

void WiringClient::putNext()
{
    if (!m_waiting)
        return;
    m_asked = std::exchange(m_waiting, std::nullopt);
    if (m_worker == nullptr)
        startWorker();
    std::string order = Json{{"type", "wire"}, {"design", m_asked->design}}.dump();
    order.pop_back();
    m_worker->send(order + ",\"scenario\":" + inOneLine(m_asked->scenario) + "}\n");
    m_worker->expectNews(true);
}

void WiringClient::answer(const results::WiringView& wiring)
{
    constexpr qsizetype kMostKnown = 200;
    if (!m_asked)
        return;
    if (m_known.size() >= kMostKnown)
        m_known.clear();
    m_known.insert(keyOf(m_asked->scenario, m_asked->design), wiring);
    m_asked.reset();
    m_worker->expectNews(false);
    // An answer that a newer question overtook is kept, and not told.
    if (m_waiting)
        putNext();
    else
        Q_EMIT wired(wiring);
}

void WiringClient::refuse(const QString& why)
{
    if (!m_asked)
        return;
    const std::string design = m_asked->design;
    m_asked.reset();
    if (m_worker != nullptr)
        m_worker->expectNews(false);
    if (m_waiting)
        putNext();
    else
        Q_EMIT refused(design, why);
}

}  // namespace stormglass::ui
