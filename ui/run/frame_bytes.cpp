// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/frame_bytes.h"

#include <cstring>
#include <type_traits>

namespace stormglass::ui {
namespace {

template <class Archive, class Value>
void eachField(Archive& archive, Value& value);

/// Counts are mostly small, so they take as many bytes as they need.
class FrameWriter {
public:
    explicit FrameWriter(QByteArray& bytes) : m_bytes(bytes) { }

    void operator()(const std::uint64_t& number)
    {
        std::uint64_t rest = number;
        for (; rest >= 0x80; rest >>= 7)
            m_bytes.append(static_cast<char>(rest | 0x80));
        m_bytes.append(static_cast<char>(rest));
    }
    void operator()(const std::uint32_t& number) { (*this)(std::uint64_t{number}); }
    void operator()(const std::int64_t& number) { (*this)(static_cast<std::uint64_t>(number)); }
    void operator()(const double& number) { m_bytes.append(reinterpret_cast<const char*>(&number), sizeof number); }
    void operator()(const std::string& text)
    {
        (*this)(std::uint64_t{text.size()});
        m_bytes.append(text.data(), static_cast<qsizetype>(text.size()));
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void operator()(const Enum& value)
    {
        m_bytes.append(static_cast<char>(value));
    }
    template <class T>
    void list(const std::vector<T>& values)
    {
        (*this)(std::uint64_t{values.size()});
        for (const T& value : values)
            eachField(*this, value);
    }

private:
    QByteArray& m_bytes;
};

class FrameTaker {
public:
    explicit FrameTaker(const char*& at) : m_at(at) { }

    void operator()(std::uint64_t& number)
    {
        number = 0;
        for (int shift = 0;; shift += 7) {
            const auto byte = static_cast<unsigned char>(*m_at++);
            number |= std::uint64_t{byte & 0x7fU} << shift;
            if (byte < 0x80)
                return;
        }
    }
    void operator()(std::uint32_t& number) { number = static_cast<std::uint32_t>(next()); }
    void operator()(std::int64_t& number) { number = static_cast<std::int64_t>(next()); }
    void operator()(double& number)
    {
        std::memcpy(&number, m_at, sizeof number);
        m_at += sizeof number;
    }
    void operator()(std::string& text)
    {
        const std::size_t length = next();
        text.assign(m_at, length);
        m_at += length;
    }
    template <class Enum>
        requires std::is_enum_v<Enum>
    void operator()(Enum& value)
    {
        value = static_cast<Enum>(*m_at++);
    }
    template <class T>
    void list(std::vector<T>& values)
    {
        values.resize(next());
        for (T& value : values)
            eachField(*this, value);
    }

private:
    std::uint64_t next()
    {
        std::uint64_t number = 0;
        (*this)(number);
        return number;
    }

    const char*& m_at;
};

template <class Archive, class Value>
void eachField(Archive& archive, Value& value)
{
    using T = std::remove_const_t<Value>;
    const auto fields = [&](auto&... all) { (archive(all), ...); };
    if constexpr (std::is_same_v<T, results::CauseCount>) {
        fields(value.cause, value.count);
    } else if constexpr (std::is_same_v<T, results::ComponentState>) {
        fields(value.utilisation, value.waiting, value.instances, value.up, value.arrivals, value.served, value.sojournMean);
        archive.list(value.drops);
    } else if constexpr (std::is_same_v<T, results::ChannelState>) {
        fields(value.backlog, value.published, value.delivered, value.redelivered, value.deadLettered);
        archive.list(value.losses);
        archive.list(value.redeliveries);
    } else if constexpr (std::is_same_v<T, results::FlowState>) {
        fields(value.started, value.accepted, value.refused, value.completed, value.late, value.compensated, value.inconsistent,
               value.open, value.acknowledgementP50, value.acknowledgementP99, value.completionP50, value.completionP99);
    } else if constexpr (std::is_same_v<T, results::Traffic>) {
        fields(value.from, value.to, value.count);
    } else if constexpr (std::is_same_v<T, results::RunEvent>) {
        fields(value.kind, value.at, value.subjectKind, value.subject, value.text);
    } else if constexpr (std::is_same_v<T, results::Impact>) {
        fields(value.fault, value.kind, value.subject, value.by, value.from, value.limit, value.at);
    } else {
        static_assert(std::is_same_v<T, results::Frame>);
        fields(value.at, value.span);
        archive.list(value.components);
        archive.list(value.channels);
        archive.list(value.flows);
        archive.list(value.traffic);
        archive.list(value.events);
        archive.list(value.impacts);
    }
}

}  // namespace

void appendFrame(QByteArray& bytes, const results::Frame& frame)
{
    FrameWriter writer(bytes);
    eachField(writer, frame);
}

results::Frame takeFrame(const char*& at)
{
    results::Frame frame;
    FrameTaker taker(at);
    eachField(taker, frame);
    return frame;
}

}  // namespace stormglass::ui
