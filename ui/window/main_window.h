// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window of one scenario: the diagram in the middle, panels around it.
#pragma once

#include "ui/document/scenario_document.h"
#include "ui/document/selection_keeper.h"
#include "ui/run/run_session.h"
#include "ui/run/wiring_client.h"
#include "ui/window/preferences.h"

#include <QDir>
#include <QMainWindow>

#include <memory>

class QDockWidget;
class QStackedWidget;
class QTabBar;

namespace stormglass::ui {

class CommandPalette;
class CompareView;
class DiagramView;
struct CanvasTarget;
class FileActions;
class FindBar;
class GuidedTour;
class MatrixView;
class NoticeBar;
class DockTitles;
class ReportExport;
class RunControl;
class TransportBar;

/// Where the window finds what belongs to it.
struct Surroundings {
    QString program;        ///< The command line program, which carries out runs.
    QDir scenariosFolder;   ///< Shipped scenarios.
    QDir stateFolder;       ///< Rescued work, and who has which file open.
};

class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Surroundings surroundings, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] ScenarioDocument& document() { return m_document; }
    [[nodiscard]] Selection& selection() { return m_selection; }
    [[nodiscard]] RunSession& session() { return m_session; }
    [[nodiscard]] DiagramView& view() { return *m_view; }
    [[nodiscard]] FileActions& files() { return *m_files; }
    [[nodiscard]] TransportBar& transport() { return *m_transport; }
    [[nodiscard]] ReportExport& reports() { return *m_reports; }
    [[nodiscard]] NoticeBar& notices() { return *m_notices; }
    [[nodiscard]] CompareView& compare() { return *m_compare; }
    [[nodiscard]] MatrixView& matrix() { return *m_matrix; }
    /// 0: the diagram, 1: the comparison, 2: the matrix.
    void showPage(int page);
    /// A panel by its object name, or null.
    [[nodiscard]] QDockWidget* panel(const char* name) const;
    void showPanel(const char* name);

    /// Tells the user when it cannot.
    void openFile(const QString& path);
    /// What a window shows at its start: rescued work is offered, the order flow is opened, a newcomer is shown around.
    void beginSession();
    void startTour();

protected:
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void makeCentre();
    void makePanels();
    void makeEditPanels();
    void makeRunPanels();
    void makeTextPanels();
    void makeChaosPanels();
    void makePages();
    void makeComparePage();
    void makeMatrixPage();
    /// As many processes as the preferences say.
    void takeWorkers();
    void offerPartActions(const ElementId& element, const QPoint& globalPosition);
    void offerFaultsToAll(RunSession& session, const ElementId& element, const QPoint& globalPosition);
    void offerActions(const CanvasTarget& target, const QPoint& globalPosition);
    QDockWidget* addPanel(const char* name, const QString& title, QWidget* widget, Qt::DockWidgetArea area);
    QDockWidget* addBelow(const char* name, const QString& title, QWidget* widget);
    void makeMenus();
    void makeEditMenu();
    void makeViewMenu();
    void makeArrangeMenu();
    void makeRunMenu();
    void makeHelpMenu();
    void followDocument();
    /// The scenario with which a newcomer begins.
    [[nodiscard]] QString orderFlow() const;
    void refreshDesigns();
    void showDesignTab(const QString& design);
    void openCommands();
    void choosePreferences();

    const Surroundings m_surroundings;
    Preferences m_preferences = Preferences::read();
    ScenarioDocument m_document;
    Selection m_selection;
    SelectionKeeper m_keeper{m_document, m_selection};  ///< Before all that shows the selection.
    RunSession m_session;
    WiringClient m_wiring;
    NoticeBar* m_notices = nullptr;
    QStackedWidget* m_pages = nullptr;
    QTabBar* m_pageTabs = nullptr;
    CompareView* m_compare = nullptr;
    MatrixView* m_matrix = nullptr;
    QTabBar* m_designTabs = nullptr;
    DiagramView* m_view = nullptr;
    TransportBar* m_transport = nullptr;
    RunControl* m_control = nullptr;
    DockTitles* m_titles = nullptr;
    std::unique_ptr<ReportExport> m_reports;
    std::unique_ptr<FileActions> m_files;
    GuidedTour* m_tour = nullptr;
    CommandPalette* m_commands = nullptr;
    FindBar* m_find = nullptr;
    static constexpr int kLayoutVersion = 1;  ///< A layout of other panels is not restored.
    QByteArray m_firstLayout;    ///< Of the panels, to go back to.
    QByteArray m_diagramPanels;  ///< While another page is shown.
};

/// Gives the application the colours that were chosen.
void applyScheme(Preferences::Scheme scheme);

}  // namespace stormglass::ui
