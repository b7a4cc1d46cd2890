// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child_process.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
// Qt Test watches over its tests in a thread, which a fork leaves behind with what it holds in GLib.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libglib-2.0\n";
}
#endif

namespace stormglass::test {

namespace {

[[noreturn]] void answer(const std::function<std::string()>& act, int pipe)
{
    std::string text;
    try {
        text = act();
    } catch (const std::exception& error) {
        text = std::string("threw: ") + error.what();
    }
    for (std::size_t sent = 0; sent < text.size();) {
        const ssize_t count = write(pipe, text.data() + sent, text.size() - sent);
        if (count <= 0)
            std::exit(EXIT_FAILURE);
        sent += static_cast<std::size_t>(count);
    }
    std::exit(EXIT_SUCCESS);  // and not _exit(), which would leave out the search for leaks
}

std::string readAll(int pipe)
{
    std::string text;
    std::array<char, 4096> buffer{};
    for (ssize_t count = 0; (count = read(pipe, buffer.data(), buffer.size())) > 0;)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    return text;
}

}  // namespace

std::string inChild(const std::function<std::string()>& act)
{
    std::array<int, 2> pipes{};
    if (pipe(pipes.data()) != 0)
        return "there is no pipe";
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        close(pipes[0]);
        answer(act, pipes[1]);
    }
    close(pipes[1]);
    const std::string text = readAll(pipes[0]);
    close(pipes[0]);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child)
        return "there is no child";
    if (WIFSIGNALED(status))
        return text + " (ended by signal " + std::to_string(WTERMSIG(status)) + ")";
    if (WEXITSTATUS(status) != EXIT_SUCCESS)
        return text + " (exit code " + std::to_string(WEXITSTATUS(status)) + ")";
    return text;
}

}  // namespace stormglass::test
