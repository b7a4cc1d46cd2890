// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/file_descriptor.h"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace stormglass {

void FileDescriptor::close()
{
    if (m_value >= 0)
        ::close(m_value);
    m_value = -1;
}

Pipe makePipe()
{
    int ends[2] = {-1, -1};
    if (::pipe2(ends, O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
    return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

}  // namespace stormglass
