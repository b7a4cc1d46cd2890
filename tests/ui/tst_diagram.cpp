// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/diagram_view.h"

#include <QtTest>

using namespace stormglass;
using namespace stormglass::ui;

class DiagramTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void picture();
};

void DiagramTest::picture()
{
    for (const auto scheme : {Theme::Scheme::Light, Theme::Scheme::Dark}) {
        applyTheme(*qApp, scheme);
        for (const QString& name : {QStringLiteral("ecommerce-order-flow"), QStringLiteral("poison-message"), QStringLiteral("zone-loss")}) {
            ScenarioDocument document;
            Selection selection;
            DiagramView view(document, selection);
            view.resize(1500, 900);
            view.show();
            QVERIFY(document.open(QStringLiteral(STORMGLASS_LIBRARY "/%1.json").arg(name)).isEmpty());
            QTest::qWait(50);
            view.grab().save(QStringLiteral("/tmp/k1_%1_%2.png").arg(name).arg(static_cast<int>(scheme)));
        }
    }
}

QTEST_MAIN(DiagramTest)
#include "tst_diagram.moc"
