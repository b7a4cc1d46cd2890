// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/chaos/fault_popup.h"

#include "models/spec/catalogue.h"
#include "ui/chaos/fault_offers.h"
#include "ui/look/theme.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace stormglass::ui {

FaultPopup::FaultPopup(const spec::Scenario& scenario, const spec::Fault& fault, FaultTimes times, QWidget* parent)
    : QDialog(parent), m_scenario(scenario), m_times(times), m_form(new FaultForm(m_scenario, fault, times))
{
    setObjectName(QStringLiteral("faultPopup"));
    const std::string_view kind = spec::kindOf(fault);
    setWindowTitle(QString::fromUtf8(kind.data(), static_cast<qsizetype>(kind.size())));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(16);
    auto* title = new QLabel(windowTitle());
    title->setFont(Theme::titleFont());
    layout->addWidget(title);
    if (const spec::CatalogueEntry* entry = spec::findInCatalogue(kind)) {
        auto* help = new QLabel(QString::fromUtf8(entry->help.data(), static_cast<qsizetype>(entry->help.size())));
        help->setWordWrap(true);
        layout->addWidget(help);
    }
    auto* scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(m_form);
    scroll->setMinimumSize(360, std::min(420, m_form->sizeHint().height() + 56));
    layout->addWidget(scroll, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_ok = buttons->addButton(times == FaultTimes::Length ? tr("Inject now") : tr("Plan it"), QDialogButtonBox::AcceptRole);
    m_ok->setObjectName(QStringLiteral("choose"));
    m_ok->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &FaultPopup::choose);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void FaultPopup::choose()
{
    const std::optional<spec::Fault> fault = m_form->fault();
    if (!fault)
        return;
    if (const std::string objection = objectionTo(*fault, m_scenario); !objection.empty())
        return m_form->complain(QString::fromStdString(objection));
    accept();
    Q_EMIT chosen(*fault);
}

}  // namespace stormglass::ui
