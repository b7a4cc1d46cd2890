// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child_process.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include <sys/resource.h>
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

/// The kernel is the watchdog: it needs no thread, and a child that is stuck in an endless loop cannot escape it.
void keepWithin(const ChildLimits& limits)
{
    const auto seconds = [](Duration time) { return static_cast<unsigned int>(time / 1s); };
    if (limits.processorTime > Duration::zero()) {
        const rlimit most{.rlim_cur = seconds(limits.processorTime), .rlim_max = RLIM_INFINITY};
        setrlimit(RLIMIT_CPU, &most);
    }
    alarm(seconds(limits.wallTime));
}

std::string signalText(int signal)
{
    const bool isTooLong = signal == SIGXCPU || signal == SIGALRM;
    return isTooLong ? "(took too long)" : "(ended by signal " + std::to_string(signal) + ")";
}

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

std::string inChild(const std::function<std::string()>& act, const ChildLimits& limits)
{
    std::array<int, 2> pipes{};
    if (pipe(pipes.data()) != 0)
        return "there is no pipe";
    std::fflush(nullptr);
    const pid_t child = fork();
    if (child == 0) {
        close(pipes[0]);
        keepWithin(limits);
        answer(act, pipes[1]);
    }
    close(pipes[1]);
    const std::string text = readAll(pipes[0]);
    close(pipes[0]);
    int status = 0;
    if (child < 0 || waitpid(child, &status, 0) != child)
        return "there is no child";
    if (WIFSIGNALED(status))
        return text + " " + signalText(WTERMSIG(status));
    if (WEXITSTATUS(status) != EXIT_SUCCESS)
        return text + " (exit code " + std::to_string(WEXITSTATUS(status)) + ")";
    return text;
}

}  // namespace stormglass::test
