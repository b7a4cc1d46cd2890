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
#include <span>

namespace stormglass::ui {
namespace {

constexpr std::array kPaces{0.01, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 100.0, 0.0};

QString paceInWords(double pace)
{
    return pace == 0 ? PreferencesDialog::tr("as fast as possible") : PreferencesDialog::tr("%1×").arg(pace);
}

const QString kTimeKey = QStringLiteral("units/time");
const QString kRateKey = QStringLiteral("units/rate");
const QString kSizeKey = QStringLiteral("units/size");
// In the order of the enumerations.
constexpr std::array kTimes{QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "whatever suits"), QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "milliseconds"),
                            QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "seconds")};
constexpr std::array kRates{QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "whatever suits"), QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "per second"),
                            QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "per minute"), QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "per hour")};
constexpr std::array kSizes{QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "whatever suits"), QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "bytes"),
                            QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "KiB, MiB, GiB"), QT_TRANSLATE_NOOP("stormglass::ui::PreferencesDialog", "kB, MB, GB")};

int chosenOf(const QSettings& settings, const QString& key, std::span<const char* const> words)
{
    return std::clamp(settings.value(key, 0).toInt(), 0, static_cast<int>(words.size()) - 1);
}

QComboBox* makeChoice(const char* name, std::span<const char* const> words, int chosen, QWidget* parent)
{
    auto* box = new QComboBox(parent);
    box->setObjectName(QLatin1String(name));
    for (const char* word : words)
        box->addItem(PreferencesDialog::tr(word));
    box->setCurrentIndex(chosen);
    return box;
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
    found.units = {static_cast<Units::Time>(chosenOf(settings, kTimeKey, kTimes)), static_cast<Units::Rate>(chosenOf(settings, kRateKey, kRates)),
                   static_cast<Units::Size>(chosenOf(settings, kSizeKey, kSizes))};
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
    settings.setValue(kTimeKey, static_cast<int>(units.time));
    settings.setValue(kRateKey, static_cast<int>(units.rate));
    settings.setValue(kSizeKey, static_cast<int>(units.size));
}

struct PreferencesDialog::Fields {
    QComboBox* scheme;
    QComboBox* pace;
    QSpinBox* workers;
    QCheckBox* tour;
    QCheckBox* last;
    QComboBox* time;
    QComboBox* rate;
    QComboBox* size;
};

PreferencesDialog::PreferencesDialog(const Preferences& preferences, QWidget* parent)
    : QDialog(parent), m(std::make_unique<Fields>())
{
    setWindowTitle(tr("Preferences"));
    makeLook(preferences);
    makeWork(preferences);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* form = new QFormLayout(this);
    form->setContentsMargins(24, 24, 24, 16);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    form->addRow(tr("&Colours"), m->scheme);
    form->addRow(tr("&Times in"), m->time);
    form->addRow(tr("&Rates"), m->rate);
    form->addRow(tr("&Sizes in"), m->size);
    form->addItem(new QSpacerItem(0, 8));
    form->addRow(tr("&Pace of a new run"), m->pace);
    form->addRow(tr("&Worker processes"), m->workers);
    form->addItem(new QSpacerItem(0, 8));
    form->addRow(m->tour);
    form->addRow(m->last);
    form->addItem(new QSpacerItem(0, 8));
    form->addRow(buttons);
}

void PreferencesDialog::makeLook(const Preferences& preferences)
{
    m->scheme = new QComboBox(this);
    m->scheme->setObjectName(QStringLiteral("scheme"));
    m->scheme->addItems({tr("Like the system"), tr("Light"), tr("Dark")});
    m->scheme->setCurrentIndex(static_cast<int>(preferences.scheme));
    m->time = makeChoice("timeUnit", kTimes, static_cast<int>(preferences.units.time), this);
    m->rate = makeChoice("rateUnit", kRates, static_cast<int>(preferences.units.rate), this);
    m->size = makeChoice("sizeUnit", kSizes, static_cast<int>(preferences.units.size), this);
    const QString everywhere = tr("Wherever they are shown; files keep their own units");
    for (QWidget* choice : {m->time, m->rate, m->size})
        choice->setToolTip(everywhere);
}

void PreferencesDialog::makeWork(const Preferences& preferences)
{
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
}

PreferencesDialog::~PreferencesDialog() = default;

Preferences PreferencesDialog::chosen() const
{
    return {static_cast<Preferences::Scheme>(m->scheme->currentIndex()), m->pace->currentData().toDouble(), m->workers->value(),
            m->tour->isChecked(), m->last->isChecked(),
            {static_cast<Units::Time>(m->time->currentIndex()), static_cast<Units::Rate>(m->rate->currentIndex()),
             static_cast<Units::Size>(m->size->currentIndex())}};
}

}  // namespace stormglass::ui
