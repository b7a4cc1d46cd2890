// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The log of a search: every trial with its judgement, one JSON object a line, so that a search can go on where it stopped.
#pragma once

#include "models/experiments/trial.h"
#include "simcore/base/result.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <optional>

namespace stormglass {

class TrialLog {
public:
    /// Reads what an earlier search has left in the file, and goes on behind it. A last line that was not finished, because
    /// the search was killed, is cut off. A failure tells why the file cannot be used.
    [[nodiscard]] static Result<TrialLog> open(const std::filesystem::path& file);

    /// By what keyOf() says of the trial. Null if it has not been made.
    [[nodiscard]] const experiments::Judgement* find(const std::string& key) const;
    /// Notes it, at the end of the file at once. False if it could not be written.
    [[nodiscard]] bool add(const std::string& key, const experiments::Judgement& judgement);

    /// The trial as JSON in one line; its faults are in it as a scenario has them.
    [[nodiscard]] static std::string keyOf(const experiments::Trial& trial);

private:
    std::map<std::string, experiments::Judgement> m_known;
    std::ofstream m_file;
};

}  // namespace stormglass
