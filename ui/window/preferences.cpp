// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/preferences.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QSettings>
#include <QSpinBox>
#include <QThread>

#include <algorithm>
#include <array>
#include <memory>

namespace stormglass::ui {
namespace {

constexpr std::array kPaces{0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0, 0.0};

QString paceInWords(double pace)
{
    return pace == 0 ? PreferencesDialog::tr("as fast as possible") : PreferencesDialog::tr("%1×").arg(pace);
}

}  // namespace

Preferences Preferences::read()
{
    const QSettings settings;
    Preferences found;
    found.scheme = static_cast<Scheme>(std::clamp(settings.value(QStringLiteral("look/scheme"), 0).toInt(), 0, 2));
    found.pace = std::clamp(settings.value(QStringLiteral("run/pace"), found.pace).toDouble(), 0.0, 1e6);
    found.workers = std::clamp(settings.value(QStringLiteral("run/workers"), QThread::idealThreadCount()).toInt(), 1, 256);
    found.showsTour = settings.value(QStringLiteral("start/tour"), true).toBool();
    found.opensLast = settings.value(QStringLiteral("start/last"), false).toBool();
    return found;
}

void Preferences::write() const
{
    QSettings settings;
    settings.setValue(QStringLiteral("look/scheme"), static_cast<int>(scheme));
    settings.setValue(QStringLiteral("run/pace"), pace);
    settings.setValue(QStringLiteral("run/workers"), workers);
    settings.setValue(QStringLiteral("start/tour"), showsTour);
    settings.setValue(QStringLiteral("start/last"), opensLast);
}

struct PreferencesDialog::Fields {
    QComboBox* scheme;
    QComboBox* pace;
    QSpinBox* workers;
    QCheckBox* tour;
    QCheckBox* last;
};

PreferencesDialog::PreferencesDialog(const Preferences& preferences, QWidget* parent)
    : QDialog(parent), m(std::make_unique<Fields>())
{
    setWindowTitle(tr("Preferences"));
    m->scheme = new QComboBox(this);
    m->scheme->setObjectName(QStringLiteral("scheme"));
    m->scheme->addItems({tr("Like the system"), tr("Light"), tr("Dark")});
    m->scheme->setCurrentIndex(static_cast<int>(preferences.scheme));
    m->pace = new QComboBox(this);
    m->pace->setObjectName(QStringLiteral("pace"));
    for (const double pace : kPaces) {
        m->pace->addItem(paceInWords(pace), pace);
        if (pace == preferences.pace)
            m->pace->setCurrentIndex(m->pace->count() - 1);
    }
    m->workers = new QSpinBox(this);
    m->workers->setObjectName(QStringLiteral("workers"));
    m->workers->setRange(1, 256);
    m->workers->setValue(preferences.workers);
    m->workers->setToolTip(tr("Comparisons, matrices and searches run so many simulations at a time"));
    m->tour = new QCheckBox(tr("Show the guided tour at the next start"), this);
    m->tour->setChecked(preferences.showsTour);
    m->last = new QCheckBox(tr("Open the scenario of the last time"), this);
    m->last->setChecked(preferences.opensLast);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 16);
    form->setVerticalSpacing(12);
    form->addRow(tr("&Colours"), m->scheme);
    form->addRow(tr("&Pace of a new run"), m->pace);
    form->addRow(tr("&Worker processes"), m->workers);
    form->addRow(m->tour);
    form->addRow(m->last);
    form->addRow(buttons);
}

PreferencesDialog::~PreferencesDialog() = default;

Preferences PreferencesDialog::chosen() const
{
    return {static_cast<Preferences::Scheme>(m->scheme->currentIndex()), m->pace->currentData().toDouble(), m->workers->value(),
            m->tour->isChecked(), m->last->isChecked()};
}

}  // namespace stormglass::ui
