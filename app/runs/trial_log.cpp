// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runs/trial_log.h"

#include "scenarios/experiments_json.h"
#include "scenarios/fault_list.h"
#include "scenarios/json_text.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace stormglass {
namespace {

using experiments::Judgement;

struct Line {
    std::string key;
    Judgement judgement;
};

Result<Line> readLine(std::string_view text)
{
    Json json;
    const std::vector<JsonProblem> problems = readJson(text, json);
    if (!problems.empty())
        return Failure{problems.front().message};
    if (!json.is_object() || !json.contains("trial") || !json.contains("judgement"))
        return Failure{"expected an object with a trial and a judgement"};
    Result<Judgement> judgement = readJudgement(json["judgement"]);
    if (!judgement)
        return Failure{judgement.message()};
    return Line{json["trial"].dump(), std::move(judgement).value()};
}

std::string textOf(const std::filesystem::path& file)
{
    std::ostringstream text;
    text << std::ifstream(file, std::ios::binary).rdbuf();
    return text.str();
}

}  // namespace

Result<TrialLog> TrialLog::open(const std::filesystem::path& file)
{
    TrialLog log;
    std::string text = textOf(file);
    text.resize(text.find_last_of('\n') + 1);  // npos + 1 is 0
    std::size_t number = 0;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = text.find('\n', begin);
        Result<Line> line = readLine(std::string_view(text).substr(begin, end - begin));
        ++number;
        if (!line)
            return Failure{file.string() + ":" + std::to_string(number) + ": " + line.message()};
        log.m_known.insert_or_assign(std::move(line.value().key), std::move(line.value().judgement));
        begin = end + 1;
    }
    std::error_code error;
    if (std::filesystem::exists(file, error))
        std::filesystem::resize_file(file, text.size(), error);
    log.m_file.open(file, std::ios::binary | std::ios::app);
    if (error || !log.m_file)
        return Failure{file.string() + ": cannot be written"};
    return log;
}

const Judgement* TrialLog::find(const std::string& key) const
{
    const auto found = m_known.find(key);
    return found == m_known.end() ? nullptr : &found->second;
}

bool TrialLog::add(const std::string& key, const Judgement& judgement)
{
    m_known.insert_or_assign(key, judgement);
    m_file << "{\"trial\":" << key << ",\"judgement\":" << toJson(judgement).dump() << "}\n" << std::flush;
    return m_file.good();
}

std::string TrialLog::keyOf(const experiments::Trial& trial)
{
    return Json{{"design", trial.design}, {"chaos", toJson(trial.faults)}}.dump();
}

}  // namespace stormglass
