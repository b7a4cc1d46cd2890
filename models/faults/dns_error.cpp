// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/dns_error.h"

#include "models/network/lost_names.h"

namespace stormglass {
namespace {

class DnsErrorFault final : public ActiveFault {
public:
    DnsErrorFault(LostNames& names, const spec::DnsError& settings, RandomStream draws)
        : m_names(names), m_name{settings.target, settings.share, draws}
    {
    }
    ~DnsErrorFault() override { m_names.remove(m_name); }

    void begin(Model&) override { m_names.add(m_name); }
    void end(Model&) override { m_names.remove(m_name); }

private:
    LostNames& m_names;
    LostName m_name;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::DnsError& settings, RandomStream draws)
{
    return std::make_unique<DnsErrorFault>(model.network.lostNames(), settings, draws);
}

}  // namespace stormglass
