// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/output/html_page.h"

#include "app/output/html_style.h"
#include "app/output/junit.h"

namespace stormglass {

std::string htmlPage(const std::string& title, const std::string& moreStyle, const std::string& body)
{
    return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
           "<meta name=\"color-scheme\" content=\"light dark\"><title>"
        + escapeXml(title) + "</title>\n<style>" + kHtmlStyle + moreStyle + "</style></head>\n<body><main>\n" + body
        + "</main></body></html>\n";
}

std::string htmlSection(const char* title, const std::string& content)
{
    return content.empty() ? content : std::string("<section><h2>") + title + "</h2>" + content + "</section>\n";
}

std::string htmlFacts(const std::vector<std::pair<std::string, std::string>>& facts)
{
    std::string html;
    for (const auto& [name, value] : facts)
        html += "<div><dt>" + escapeXml(name) + "</dt><dd>" + escapeXml(value) + "</dd></div>";
    return "<dl class=\"facts\">" + html + "</dl>\n";
}

}  // namespace stormglass
