// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenarios/spec_walk.h"

#include "scenarios/json_pointer.h"

namespace stormglass {

std::string SpecWalk::pointerTo(std::string_view key) const { return childPointer(m_pointer, key); }

void SpecWalk::object(std::string_view key, spec::ObjectAccess& object, const spec::FieldInfo&)
{
    const std::size_t size = m_pointer.size();
    m_pointer += '/';
    m_pointer += key;  // keys of objects and lists have nothing to escape
    object.describeTo(*this);
    m_pointer.resize(size);
}

void SpecWalk::list(std::string_view key, spec::ListAccess& list, const spec::FieldInfo&)
{
    const std::size_t size = m_pointer.size();
    m_pointer += '/';
    m_pointer += key;
    const std::size_t listSize = m_pointer.size();
    for (std::size_t i = 0; i < list.size(); ++i) {
        m_pointer += '/';
        m_pointer += std::to_string(i);
        list.describeAt(i, *this);
        m_pointer.resize(listSize);
    }
    m_pointer.resize(size);
}

void SpecWalk::variant(std::string_view, spec::VariantAccess& variant, const spec::FieldInfo&)
{
    variant.describeCurrent(*this);
}

}  // namespace stormglass
