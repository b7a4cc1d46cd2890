// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/program.h"

using namespace stormglass::test;

namespace {

/// The words that stand first on the lines of a section of a help text, without what follows them: "run", "--seed".
QStringList namesIn(const QByteArray& help, const QByteArray& section)
{
    QStringList names;
    bool isInside = false;
    for (const QByteArray& line : help.split('\n')) {
        if (!line.startsWith(' '))
            isInside = line == section;
        else if (isInside && !line.startsWith("   "))
            names << QString::fromUtf8(line.trimmed().split(' ').first());
    }
    return names;
}

QStringList commands() { return namesIn(run({QStringLiteral("--help")}).output, "Subcommands:"); }

/// The text of the man page as a reader sees it, without the marks of fonts.
QString manPage()
{
    QString text = QString::fromUtf8(readFile(QStringLiteral(STORMGLASS_MAN_PAGE)));
    text.remove(QStringLiteral("\\fR")).remove(QStringLiteral("\\fP"));
    return text.replace(QStringLiteral("\\-"), QStringLiteral("-"));
}

bool hasWord(const QString& text, const QString& word)
{
    return QRegularExpression(QStringLiteral("(^|[\\s\"])%1($|[\\s\",])").arg(QRegularExpression::escape(word)),
                              QRegularExpression::MultilineOption).match(text).hasMatch();
}

}  // namespace

/// Everything installed in a folder of its own.
class Installation {
public:
    Installation()
    {
        installed = runOther(QStringLiteral(STORMGLASS_CMAKE),
                             {QStringLiteral("--install"), QStringLiteral(STORMGLASS_BUILD), QStringLiteral("--prefix"), prefix()});
    }

    [[nodiscard]] QString prefix() const { return m_folder.filePath(QStringLiteral("prefix")); }
    [[nodiscard]] QString path(const char* name) const { return prefix() + u'/' + QString::fromLatin1(name); }

    Outcome installed;

private:
    const QTemporaryDir m_folder;
};

/// What comes to a machine with the program: its man page, scenarios and completions.
class InstallationTest : public QObject {
    Q_OBJECT

private slots:
    void everyCommandStandsInTheManPage();
    void everyOptionStandsInTheManPage();
    void anInstalledProgramFindsItsScenarios();
    void anInstallationMayBeMoved();
    void everythingIsInItsPlace_data();
    void everythingIsInItsPlace();
    void bashCompletesWithTheInstalledScript_data();
    void bashCompletesWithTheInstalledScript();

private:
    const Installation m_installation;
};

void InstallationTest::everyCommandStandsInTheManPage()
{
    const QString described
        = manPage().section(QStringLiteral(".SH COMMANDS"), 1).section(QStringLiteral("\n.SH "), 0, 0);

    const QStringList names = commands();

    QVERIFY(names.contains(QStringLiteral("run")));
    for (const QString& name : names) {
        const QRegularExpression entry(QStringLiteral("^\\.TP\n\\.B[IR]? \"?%1\\b").arg(name),
                                       QRegularExpression::MultilineOption);
        QVERIFY2(entry.match(described).hasMatch(), qPrintable(name));
    }
}

void InstallationTest::everyOptionStandsInTheManPage()
{
    const QString page = manPage();

    for (const QString& command : commands()) {
        const QByteArray help = run({command, QStringLiteral("--help")}).output;
        for (const QString& names : namesIn(help, "Options:")) {
            const QString longest = names.section(u',', -1);
            QVERIFY2(hasWord(page, longest), qPrintable(command + u' ' + longest));
        }
    }
}

void InstallationTest::anInstalledProgramFindsItsScenarios()
{
    QVERIFY2(m_installation.installed.exitCode == 0, m_installation.installed.errors.constData());

    const QString program = m_installation.path("bin/stormglass");
    const Outcome listed = runOther(program, {QStringLiteral("list"), QStringLiteral("scenarios")});
    const Outcome validated = runOther(program, {QStringLiteral("validate"), QStringLiteral("ecommerce-order-flow")});

    QCOMPARE(listed.output, run({QStringLiteral("list"), QStringLiteral("scenarios")}).output);
    QVERIFY(listed.output.contains("ecommerce-order-flow"));
    QVERIFY2(validated.exitCode == 0, validated.errors.constData());
}

void InstallationTest::anInstallationMayBeMoved()
{
    const Installation installation;
    const QString elsewhere = installation.prefix() + QStringLiteral(" elsewhere");

    QVERIFY(QDir().rename(installation.prefix(), elsewhere));
    const Outcome validated
        = runOther(elsewhere + QStringLiteral("/bin/stormglass"), {QStringLiteral("validate"), QStringLiteral("request-chain")});

    QVERIFY2(validated.exitCode == 0, validated.errors.constData());
}

void InstallationTest::everythingIsInItsPlace_data()
{
    QTest::addColumn<QByteArray>("file");
    QTest::addColumn<QByteArray>("content");
    const auto row = [](const char* file, const char* content) {
        QTest::newRow(file) << QByteArray(file) << QByteArray(content);
    };
    row("share/man/man1/stormglass.1", ".SH EXAMPLES");
    row("share/bash-completion/completions/stormglass", "complete ");
    row("share/zsh/site-functions/_stormglass", "#compdef stormglass");
    row("share/fish/vendor_completions.d/stormglass.fish", "complete -c stormglass");
    row("share/doc/stormglass/worker-protocol.md", "worker");
    row("share/doc/stormglass/LICENSE", "GNU GENERAL PUBLIC LICENSE");
    row("share/stormglass/scenarios/README.md", "scenarios");
}

void InstallationTest::everythingIsInItsPlace()
{
    QFETCH(QByteArray, file);
    QFETCH(QByteArray, content);

    QVERIFY(readFile(m_installation.path(file.constData())).contains(content));
}

void InstallationTest::bashCompletesWithTheInstalledScript_data()
{
    QTest::addColumn<QString>("words");
    QTest::addColumn<QByteArray>("completions");

    QTest::newRow("commands") << "comp" << QByteArray("compare completion\n");
    QTest::newRow("options of the command") << "run --rep" << QByteArray("--replications --report\n");
    QTest::newRow("no options of another") << "list --rep" << QByteArray("\n");
}

void InstallationTest::bashCompletesWithTheInstalledScript()
{
    QFETCH(QString, words);
    QFETCH(QByteArray, completions);
    const QString script = QStringLiteral("source '%1'; COMP_WORDS=(stormglass %2); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); "
                                          "_stormglass; echo \"${COMPREPLY[*]}\"")
                               .arg(m_installation.path("share/bash-completion/completions/stormglass"), words);

    const Outcome outcome = runOther(QStringLiteral("bash"), {QStringLiteral("-c"), script});

    QCOMPARE(outcome.output, completions);
    QCOMPARE(outcome.errors, QByteArray());
}

QTEST_GUILESS_MAIN(InstallationTest)
#include "tst_installation.moc"
