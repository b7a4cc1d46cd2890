// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/help_format.h"

#include "app/output/text_style.h"

#include <CLI/App.hpp>
#include <CLI/Formatter.hpp>

#include <algorithm>
#include <sstream>

namespace stormglass {
namespace {

constexpr std::size_t kNameColumns = 28;

std::string helpText(const std::string& text)
{
    constexpr std::size_t kFewest = 30;
    return wrapText(text, std::max(TextStyle::forStandardOutput().textColumns() - kNameColumns, kFewest), 0);
}

class HelpFormat final : public CLI::Formatter {
public:
    HelpFormat() { column_width(kNameColumns); }

    std::string make_description(const CLI::App* command) const override
    {
        return wrapText(command->get_description(), TextStyle::forStandardOutput().textColumns(), 0) + '\n';
    }

    std::string make_subcommand(const CLI::App* command) const override
    {
        std::ostringstream out;
        CLI::detail::format_help(out, command->get_display_name(true), helpText(command->get_description()),
                                 kNameColumns);
        return out.str();
    }

    /// The name of the value and its default. The range is told by whoever is out of it.
    std::string make_option_opts(const CLI::Option* option) const override
    {
        if (option->get_positional() || option->get_type_size() == 0)
            return {};
        const std::string type = option->get_type_name();
        const std::string& value = option->get_default_str();
        return " " + type.substr(0, type.find(':')) + (value.empty() ? "" : " [" + value + "]");
    }

    std::string make_option_desc(const CLI::Option* option) const override
    {
        return helpText(option->get_description());
    }
};

}  // namespace

std::shared_ptr<CLI::FormatterBase> makeHelpFormat() { return std::make_shared<HelpFormat>(); }

}  // namespace stormglass
