// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/experiments/hunt_ranking.h"

#include "models/spec/expectation_text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace stormglass::experiments {
namespace {

using spec::Comparison;

bool isGreaterBetter(Comparison comparison)
{
    return comparison == Comparison::Greater || comparison == Comparison::GreaterOrEqual;
}

bool isOrder(Comparison comparison) { return comparison != Comparison::Equal && comparison != Comparison::NotEqual; }

/// The stress of one expectation in every run.
std::vector<double> stressOf(const std::vector<Judgement>& judgements, std::size_t expectation)
{
    std::vector<double> stress(judgements.size(), 0);
    std::optional<spec::ParsedExpectation> line;
    double best = std::nan("");
    for (const Judgement& judgement : judgements) {
        if (expectation >= judgement.expectations.size())
            continue;
        const results::ExpectationResult& result = judgement.expectations[expectation];
        if (!line) {
            if (const auto parsed = spec::readExpectation(result.that))
                line = parsed.value();
        }
        if (line)
            best = isGreaterBetter(line->comparison) ? std::fmax(best, result.found) : std::fmin(best, result.found);
    }
    for (std::size_t i = 0; i < judgements.size(); ++i) {
        if (judgements[i].breaks(expectation))
            stress[i] = 1;
        else if (line && isOrder(line->comparison) && expectation < judgements[i].expectations.size()) {
            const double share = (judgements[i].expectations[expectation].found - best) / (line->threshold - best);
            stress[i] = std::isnan(share) ? 0 : std::clamp(share, 0.0, 1.0);
        }
    }
    return stress;
}

/// Nothing if the set can break nothing that is wanted.
std::optional<double> scoreOf(const DesignKnowledge& design, const TriedSet& base, std::size_t single,
                              const std::vector<std::size_t>& together, Wanted wanted)
{
    if (design.isTried(together))
        return std::nullopt;
    const Flags closed = design.brokenByParts(together);
    std::optional<double> best;
    for (std::size_t e = 0; e < closed.size(); ++e) {
        if (closed[e] || (wanted == Wanted::News && design.hasFind[e]))
            continue;
        const double novelty = design.hasFind[e] ? 0 : 2;  // more than any stress of two parts
        best = std::max(best.value_or(0), novelty + base.stress[e] + design.stress[single][e]);
    }
    return best;
}

}  // namespace

std::vector<std::vector<double>> stresses(const std::vector<Judgement>& judgements)
{
    std::size_t expectations = 0;
    for (const Judgement& judgement : judgements)
        expectations = std::max(expectations, judgement.expectations.size());
    std::vector<std::vector<double>> all(judgements.size(), std::vector<double>(expectations, 0));
    for (std::size_t e = 0; e < expectations; ++e) {
        const std::vector<double> stress = stressOf(judgements, e);
        for (std::size_t i = 0; i < judgements.size(); ++i)
            all[i][e] = stress[i];
    }
    return all;
}

std::vector<Candidate> rankCandidates(const std::vector<DesignKnowledge>& designs, Wanted wanted, std::size_t most)
{
    std::vector<Candidate> candidates;
    for (const DesignKnowledge& design : designs) {
        std::set<std::vector<std::size_t>> known;
        for (std::size_t b = 0; b < design.bases.size(); ++b) {
            const TriedSet& base = design.bases[b];
            for (const std::size_t single : design.singles) {
                const bool isNested = std::ranges::any_of(
                    base.singles, [&](std::size_t part) { return part == single || design.isNested(part, single); });
                if (isNested)
                    continue;
                std::vector<std::size_t> together = base.singles;
                together.insert(std::ranges::lower_bound(together, single), single);
                if (!known.insert(together).second)
                    continue;
                if (const auto score = scoreOf(design, base, single, together, wanted))
                    candidates.push_back({design.design, b, single, *score});
            }
        }
    }
    // Designs take turns where they promise the same.
    std::ranges::stable_sort(candidates, std::greater{}, &Candidate::score);
    if (candidates.size() > most)
        candidates.resize(most);
    return candidates;
}

}  // namespace stormglass::experiments
