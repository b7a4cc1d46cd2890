// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process/child_process.h"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <system_error>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace stormglass {
namespace {

/// What posix_spawn() is told, freed when done.
class SpawnOrders {
public:
    SpawnOrders(int input, int output)
    {
        ::posix_spawn_file_actions_init(&m_files);
        ::posix_spawn_file_actions_adddup2(&m_files, input, STDIN_FILENO);
        ::posix_spawn_file_actions_adddup2(&m_files, output, STDOUT_FILENO);
        ::posix_spawnattr_init(&m_attributes);
        ::posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETPGROUP);
        ::posix_spawnattr_setpgroup(&m_attributes, 0);
    }
    SpawnOrders(const SpawnOrders&) = delete;
    SpawnOrders& operator=(const SpawnOrders&) = delete;
    ~SpawnOrders()
    {
        ::posix_spawn_file_actions_destroy(&m_files);
        ::posix_spawnattr_destroy(&m_attributes);
    }

    pid_t start(const std::vector<std::string>& command) const
    {
        std::vector<std::string> words = command;
        std::vector<char*> arguments;
        for (std::string& word : words)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        pid_t id = -1;
        const int error = ::posix_spawn(&id, arguments[0], &m_files, &m_attributes, arguments.data(), environ);
        if (error != 0)
            throw std::system_error(error, std::generic_category(), "cannot start " + command.front());
        return id;
    }

private:
    posix_spawn_file_actions_t m_files{};
    posix_spawnattr_t m_attributes{};
};

}  // namespace

ChildProcess::ChildProcess(const std::vector<std::string>& command)
{
    Pipe toChild = makePipe();
    Pipe fromChild = makePipe();
    m_id = SpawnOrders(toChild.read.value(), fromChild.write.value()).start(command);
    m_input = std::move(toChild.write);
    m_output = std::move(fromChild.read);
}

ChildProcess::ChildProcess(ChildProcess&& other) noexcept
    : m_id(std::exchange(other.m_id, -1)), m_input(std::move(other.m_input)), m_output(std::move(other.m_output))
{
}

ChildProcess::~ChildProcess()
{
    if (m_id < 0)
        return;
    closeInput();
    sendSignal(SIGKILL);
    wait();
}

void ChildProcess::sendSignal(int signal) const
{
    if (m_id > 0)
        ::kill(m_id, signal);
}

int ChildProcess::wait()
{
    int status = 0;
    while (m_id > 0 && ::waitpid(m_id, &status, 0) < 0 && errno == EINTR) { }
    m_id = -1;
    return status;
}

std::string ownPath() { return std::filesystem::read_symlink("/proc/self/exe").string(); }

std::string endInWords(int status)
{
    if (WIFSIGNALED(status)) {
        const int signal = WTERMSIG(status);
        return "was ended by signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")";
    }
    return "ended with code " + std::to_string(WEXITSTATUS(status));
}

}  // namespace stormglass
