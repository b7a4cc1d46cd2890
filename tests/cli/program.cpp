// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

namespace stormglass::test {

QString programPath()
{
    const QFileInfo self(QStringLiteral("/proc/self/exe"));
    const QDir folder = QFileInfo(self.symLinkTarget()).dir();
    return QDir::cleanPath(folder.filePath(QStringLiteral("../../app/stormglass")));
}

Outcome run(const QStringList& arguments, const QString& folder, const QProcessEnvironment& environment)
{
    return runOther(programPath(), arguments, folder, environment);
}

Outcome runOther(const QString& program, const QStringList& arguments, const QString& folder,
                 const QProcessEnvironment& environment)
{
    QProcess process;
    process.setProcessEnvironment(environment);
    if (!folder.isEmpty())
        process.setWorkingDirectory(folder);
    process.start(program, arguments);
    process.closeWriteChannel();
    Outcome outcome;
    if (process.waitForFinished(60'000) && process.exitStatus() == QProcess::NormalExit)
        outcome.exitCode = process.exitCode();
    outcome.output = process.readAllStandardOutput();
    outcome.errors = process.readAllStandardError();
    return outcome;
}

QString writeFile(const QString& folder, const QString& name, const QByteArray& text)
{
    const QString path = QDir(folder).filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path));
    return path;
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray smallShop() { return smallShopExpecting("success(order) > 90%"); }

QByteArray smallShopExpecting(const QByteArray& that)
{
    return R"json({
  "format": "stormglass/1",
  "name": "small shop",
  "topology": {"components": [
    {"name": "web", "kind": "client"},
    {"name": "orders", "kind": "service"},
    {"name": "payment", "kind": "service"},
    {"name": "kafka", "kind": "kafka"}
  ]},
  "flows": [{"name": "order", "client": "web", "steps": [
    {"name": "place", "component": "orders", "time": "exponential(2ms)", "compensation": "cancel",
     "compensation_time": "1ms"},
    {"name": "pay", "component": "payment", "after": ["place"], "time": "exponential(5ms)"}
  ]}],
  "designs": [
    {"name": "sync", "style": "request-response"},
    {"name": "events", "style": "choreography", "broker": "kafka"}
  ],
  "workload": [{"name": "shoppers", "flow": "order", "arrivals": "poisson", "rate": "50/s"}],
  "expect": [{"that": ")json"
        + that + R"json("}],
  "run": {"duration": "20s", "warm_up": "10s", "drain": "20s", "seed": 1, "replications": 2}
})json";
}

}  // namespace stormglass::test
