// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/file_actions.h"

#include "ui/look/icons.h"
#include "ui/window/notice_bar.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QSettings>

namespace stormglass::ui {
namespace {

constexpr qsizetype kMostRecent = 10;
const QString kRecentKey = QStringLiteral("files/recent");

}  // namespace

FileActions::FileActions(ScenarioDocument& document, NoticeBar& notices, Folders folders, QWidget& window)
    : m_document(document), m_notices(notices), m_folders(std::move(folders)), m_window(window)
    , m_autosave(document, m_folders.state), m_guard(document, m_folders.state)
    , m_recent(std::make_unique<QMenu>(tr("Open &Recent")))
{
    makeActions();
    connect(m_recent.get(), &QMenu::aboutToShow, this, &FileActions::fillRecent);
    connect(&m_guard, &FileGuard::sharedWithOthers, this, [this] {
        m_notices.show(NoticeBar::Tone::Warning,
                       tr("Another window has this file open. Whoever saves last overwrites the other."),
                       {{tr("Save As…"), [this] { saveAs(); }}});
    });
    connect(&m_guard, &FileGuard::changedOnDisk, this, [this] {
        m_notices.show(NoticeBar::Tone::Warning, tr("The file has been changed by somebody else."),
                       {{tr("Reload"), [this] { static_cast<void>(m_document.open(m_document.filePath())); }},
                        {tr("Keep Mine"), {}}});
    });
}

void FileActions::makeActions()
{
    const auto make = [this](const char* iconName, const QString& words, const QKeySequence& keys, auto act) {
        auto* action = new QAction(icon(QString::fromLatin1(iconName)), words, this);
        action->setShortcut(keys);
        connect(action, &QAction::triggered, this, act);
        return action;
    };
    m_new = make("new", tr("&New…"), QKeySequence::New, [this] {
        Gallery gallery(m_folders.scenarios, m_thumbnailer, &m_window);
        if (gallery.exec() == QDialog::Accepted && mayClose())
            startFrom(gallery.chosen());
    });
    m_open = make("open", tr("&Open…"), QKeySequence::Open, [this] {
        const QString path = QFileDialog::getOpenFileName(&m_window, tr("Open a scenario"), lastFolder(),
                                                          tr("Scenarios (*.json);;All files (*)"));
        if (!path.isEmpty())
            open(path);
    });
    m_save = make("save", tr("&Save"), QKeySequence::Save, [this] { save(); });
    m_saveAs = make("save", tr("Save &As…"), QKeySequence::SaveAs, [this] { saveAs(); });
}

void FileActions::addTo(QMenu& menu)
{
    menu.addAction(m_new);
    menu.addAction(m_open);
    menu.addMenu(m_recent.get());
    menu.addSeparator();
    menu.addAction(m_save);
    menu.addAction(m_saveAs);
}

bool FileActions::open(const QString& path)
{
    if (!mayClose())
        return false;
    if (const QString trouble = m_document.open(path); !trouble.isEmpty()) {
        m_notices.show(NoticeBar::Tone::Error, trouble);
        return false;
    }
    noteRecent(m_document.filePath());
    tellOfFile();
    return true;
}

bool FileActions::openLast()
{
    const QStringList paths = QSettings().value(kRecentKey).toStringList();
    return !paths.isEmpty() && QFileInfo::exists(paths.constFirst()) && open(paths.constFirst());
}

void FileActions::tellOfFile()
{
    if (m_guard.isSharedWithOthers())
        return;  // that is on the notice bar, and more urgent
    if (m_document.isLossy())
        m_notices.show(NoticeBar::Tone::Warning,
                       tr("Parts of this file could not be read; the problems list them. Saving over it would lose them."),
                       {{tr("Save As…"), [this] { saveAs(); }}});
    else
        m_notices.dismiss();
}

void FileActions::startFrom(const QString& path)
{
    if (path.isEmpty()) {
        spec::Scenario scenario;
        scenario.name = tr("Untitled").toStdString();
        m_document.start(scenario);
        return;
    }
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        m_document.startFromText(file.readAll().toStdString());
}

bool FileActions::mayOverwrite()
{
    if (m_document.isLossy()) {
        const auto answer = QMessageBox::warning(
            &m_window, tr("Save"), tr("What could not be read of %1 is lost when it is overwritten.").arg(m_document.title()),
            QMessageBox::Save | QMessageBox::Cancel, QMessageBox::Cancel);
        return answer == QMessageBox::Save;
    }
    if (m_document.hasFileChanged()) {
        const auto answer = QMessageBox::warning(
            &m_window, tr("Save"), tr("Somebody else has changed %1. Overwrite what they wrote?").arg(m_document.title()),
            QMessageBox::Save | QMessageBox::Cancel, QMessageBox::Cancel);
        return answer == QMessageBox::Save;
    }
    return true;
}

bool FileActions::save()
{
    if (m_document.filePath().isEmpty())
        return saveAs();
    if (!mayOverwrite())
        return false;
    const QString trouble = m_document.saveAs(m_document.filePath());
    if (!trouble.isEmpty())
        m_notices.show(NoticeBar::Tone::Error, trouble);
    return trouble.isEmpty();
}

bool FileActions::saveAs()
{
    QString path = QFileDialog::getSaveFileName(&m_window, tr("Save the scenario"), lastFolder(), tr("Scenarios (*.json)"));
    if (path.isEmpty())
        return false;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".json");
    const QString trouble = m_document.saveAs(path);
    if (!trouble.isEmpty())
        m_notices.show(NoticeBar::Tone::Error, trouble);
    else
        noteRecent(m_document.filePath());
    return trouble.isEmpty();
}

bool FileActions::mayClose()
{
    if (m_document.undoStack().isClean())
        return true;
    const auto answer = QMessageBox::question(&m_window, tr("Unsaved changes"),
                                              tr("%1 has changes that are not saved.").arg(m_document.title()),
                                              QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, QMessageBox::Save);
    return answer == QMessageBox::Discard || (answer == QMessageBox::Save && save());
}

void FileActions::offerRescued()
{
    const std::vector<Rescued> all = Autosave::findRescued(m_folders.state);
    if (all.empty())
        return;
    const Rescued rescued = all.front();
    const QString what = rescued.path.isEmpty() ? tr("a scenario without a file") : QFileInfo(rescued.path).fileName();
    m_notices.show(NoticeBar::Tone::Information,
                   tr("Unsaved work on %1 from %2 was rescued.").arg(what, QLocale().toString(rescued.at, QLocale::ShortFormat)),
                   {{tr("Open It"),
                     [this, rescued] {
                         if (!mayClose())
                             return;
                         m_document.startFromText(rescued.text);
                         m_document.undoStack().resetClean();  // it is not saved yet
                         m_autosave.writeNow();
                         Autosave::discard(rescued);
                     }},
                    {tr("Throw Away"), [rescued] { Autosave::discard(rescued); }}});
}

void FileActions::fillRecent()
{
    m_recent->clear();
    for (const QString& path : QSettings().value(kRecentKey).toStringList()) {
        QAction* action = m_recent->addAction(QFileInfo(path).fileName(), this, [this, path] { open(path); });
        action->setToolTip(path);
        action->setEnabled(QFileInfo::exists(path));
    }
    if (m_recent->isEmpty())
        m_recent->addAction(tr("No files yet"))->setEnabled(false);
}

void FileActions::noteRecent(const QString& path)
{
    QSettings settings;
    QStringList paths = settings.value(kRecentKey).toStringList();
    paths.removeAll(path);
    paths.prepend(path);
    settings.setValue(kRecentKey, paths.mid(0, kMostRecent));
}

QString FileActions::lastFolder() const
{
    const QStringList paths = QSettings().value(kRecentKey).toStringList();
    if (!m_document.filePath().isEmpty())
        return QFileInfo(m_document.filePath()).absolutePath();
    return paths.isEmpty() ? QDir::homePath() : QFileInfo(paths.constFirst()).absolutePath();
}

}  // namespace stormglass::ui
