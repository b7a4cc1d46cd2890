// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/reply_reader.h"

namespace stormglass::ui {

void ReplyReader::take(const QByteArray& bytes)
{
    m_rest += bytes;
    Replies replies;
    qsizetype begin = 0;
    for (qsizetype end = m_rest.indexOf('\n'); end >= 0; end = m_rest.indexOf('\n', begin)) {
        const std::string_view line(m_rest.constData() + begin, static_cast<std::size_t>(end - begin));
        begin = end + 1;
        Result<Reply> reply = readReply(line);
        if (reply) {
            replies.push_back(std::make_shared<const Reply>(std::move(reply).value()));
            continue;
        }
        if (!replies.empty())
            Q_EMIT repliesRead(std::exchange(replies, {}));
        Q_EMIT garbageFound(QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size())),
                            QString::fromStdString(reply.message()));
    }
    m_rest.remove(0, begin);
    if (!replies.empty())
        Q_EMIT repliesRead(replies);
}

void ReplyReader::finish()
{
    if (!m_rest.isEmpty())
        Q_EMIT garbageFound(QString::fromUtf8(m_rest), tr("the line has no end"));
    m_rest.clear();
    Q_EMIT finished();
}

}  // namespace stormglass::ui
