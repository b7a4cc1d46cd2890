// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/faults/hot_key.h"

namespace stormglass {
namespace {

class HotKeyFault final : public ActiveFault, private KeyChooser {
public:
    HotKeyFault(Model& model, const spec::HotKey& settings, RandomStream draws)
        : m_settings(settings), m_luck(draws), m_key(draws.next64())
    {
        for (const auto& generator : model.generators) {
            if (settings.flow.empty() || generator->workload().flow == settings.flow)
                m_generators.push_back(generator.get());
        }
    }

    void begin(Model&) override
    {
        for (LoadGenerator* generator : m_generators)
            generator->add(static_cast<KeyChooser&>(*this));
    }

    void end(Model&) override
    {
        for (LoadGenerator* generator : m_generators)
            generator->remove(static_cast<KeyChooser&>(*this));
    }

    void setStrength(Model&, double strength) override { m_share = m_settings.transactions * strength; }

private:
    void choose(Transaction& transaction) override
    {
        if (m_luck.at(transaction.number).uniform() < m_share)
            transaction.key = m_key;
    }

    const spec::HotKey m_settings;
    const RandomStream m_luck;
    const std::uint64_t m_key;
    double m_share = 0;
    std::vector<LoadGenerator*> m_generators;
};

}  // namespace

std::unique_ptr<ActiveFault> makeFault(Model& model, const spec::HotKey& settings, RandomStream draws)
{
    return std::make_unique<HotKeyFault>(model, settings, draws);
}

}  // namespace stormglass
