// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/deliver.h"

#include "app/output/output_files.h"

#include <iostream>

namespace stormglass {

bool deliver(const ExperimentOptions& options, const ResultForms& forms,
             const std::function<void(const std::string& problem)>& tell)
{
    bool isWritten = true;
    for (const auto& [file, form] : {std::pair(&options.reportFile, &forms.json), std::pair(&options.htmlFile, &forms.html),
                                     std::pair(&options.junitFile, &forms.junit)}) {
        if (file->empty() || !*form)
            continue;
        if (const std::optional<Failure> failure = writeOutput(*file, (*form)())) {
            tell(failure->message);
            isWritten = false;
        }
    }
    if (options.printsJson)
        std::cout << forms.json();
    else if (!options.isQuiet)
        std::cout << forms.text();
    std::cout << std::flush;
    if ((options.printsJson || options.isQuiet) && forms.problems)
        std::cerr << forms.problems();
    return isWritten && std::cout.good();
}

}  // namespace stormglass
