// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Valid scenarios, damaged at random, from fixed seeds: reading one neither crashes nor hangs, and never goes wrong in
// silence. STORMGLASS_FUZZ_ROUNDS sets how many are made of each file.
#include "scenarios/file_text.h"
#include "scenarios/json_text.h"
#include "scenarios/scenario_reader.h"
#include "scenarios/scenario_writer.h"
#include "simcore/base/hash.h"
#include "tests/support/scenario_files.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <array>

using namespace stormglass;

namespace {

/// A stream of numbers that is the same everywhere.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : m_state(seed) { }

    /// 0 to below - 1. Precondition: below > 0.
    std::size_t roll(std::size_t below)
    {
        m_state = mixHash(m_state, ++m_count);
        return static_cast<std::size_t>(finishHash(m_state) % below);
    }

private:
    std::uint64_t m_state;
    std::uint64_t m_count = 0;
};

constexpr std::array<std::string_view, 26> kSnippets{
    "{",     "}",     "[",    "]",      ",",      ":",     "\"",        "\\",      "\\ud800",
    "null",  "true",  "-1",   "1e309",  "NaN",    "\"0s\"", "\"-5ms\"", "\xff",    "\xed\xa0\x80",
    "//",    "[[[[",  "\n",   "\"1e9s\"", "\"99999999999d\"", "9223372036854775808", "\"\"", "\t"};

std::string damagedBytes(std::string text, Dice& dice)
{
    for (std::size_t i = 0, count = 1 + dice.roll(4); i < count && !text.empty(); ++i) {
        const std::size_t at = dice.roll(text.size());
        switch (dice.roll(5)) {
        case 0: text[at] = static_cast<char>(dice.roll(256)); break;
        case 1: text.erase(at, 1 + dice.roll(20)); break;
        case 2: text.insert(at, kSnippets[dice.roll(kSnippets.size())]); break;
        case 3: text.insert(at, text.substr(dice.roll(text.size()), dice.roll(200))); break;
        default: text.resize(at); break;
        }
    }
    return text;
}

/// Some value of the document.
Json& anyPlace(Json& root, Dice& dice)
{
    Json* at = &root;
    while (at->is_structured() && !at->empty() && dice.roll(6) != 0) {
        auto item = at->begin();
        std::advance(item, static_cast<std::ptrdiff_t>(dice.roll(at->size())));
        at = &*item;
    }
    return *at;
}

/// Still JSON, but with values in places where they do not belong.
std::string damagedStructure(const Json& original, Dice& dice)
{
    Json document = original;
    for (std::size_t i = 0, count = 1 + dice.roll(5); i < count; ++i) {
        Json& target = anyPlace(document, dice);
        switch (dice.roll(6)) {
        case 0: target = nullptr; break;
        case 1: target = static_cast<std::int64_t>(dice.roll(1'000'000)) - 500'000; break;
        case 2: target = std::to_string(dice.roll(100)); break;
        case 3: target = Json(anyPlace(document, dice)); break;
        case 4:
            if (target.is_array() && !target.empty())
                target.push_back(Json(target[dice.roll(target.size())]));
            break;
        default:
            if (target.is_structured() && !target.empty())
                target.erase(target.begin());
            break;
        }
    }
    return document.dump();
}

/// Reads the text and asks for everything that can be asked of the result.
bool survives(const std::string& text)
{
    const LoadedScenario loaded = readScenarioText(text, "mutated.json");
    for (const PlacedIssue& issue : loaded.issues) {
        if (issue.message.empty() || toText(issue).find('\n') != std::string::npos)
            return false;
    }
    if (loaded.document == nullptr)
        return loaded.hasErrors();
    const Json updated = updatedDocument(*loaded.document, loaded.scenario);
    if (loaded.hasErrors())
        return true;
    const LoadedScenario again = readScenarioText(toFileText(toJson(loaded.scenario)), "written.json");
    return updated == *loaded.document && again.scenario == loaded.scenario;
}

std::size_t rounds()
{
    constexpr int kUsual = 60;
    const int wanted = qEnvironmentVariableIntValue("STORMGLASS_FUZZ_ROUNDS");
    return static_cast<std::size_t>(wanted > 0 ? wanted : kUsual);
}

}  // namespace

class MutatedScenariosTest : public QObject {
    Q_OBJECT

private slots:
    void damagedBytesAreSurvived_data() { addScenarioFiles(); }
    void damagedBytesAreSurvived();
    void damagedStructureIsSurvived_data() { addScenarioFiles(); }
    void damagedStructureIsSurvived();
};

void MutatedScenariosTest::damagedBytesAreSurvived()
{
    QFETCH(QString, file);
    const std::string original = readFileText(file.toStdString(), kLargestJsonText).value();

    for (std::size_t seed = 0; seed < rounds(); ++seed) {
        Dice dice(seed);
        const std::string text = damagedBytes(original, dice);
        QVERIFY2(survives(text), ("seed " + std::to_string(seed) + ":\n" + text).c_str());
    }
}

void MutatedScenariosTest::damagedStructureIsSurvived()
{
    QFETCH(QString, file);
    Json original;
    QVERIFY(readJson(readFileText(file.toStdString(), kLargestJsonText).value(), original).empty());

    for (std::size_t seed = 0; seed < rounds(); ++seed) {
        Dice dice(seed);
        const std::string text = damagedStructure(original, dice);
        QVERIFY2(survives(text), ("seed " + std::to_string(seed) + ":\n" + text).c_str());
    }
}

QTEST_APPLESS_MAIN(MutatedScenariosTest)
#include "tst_mutated_scenarios.moc"
