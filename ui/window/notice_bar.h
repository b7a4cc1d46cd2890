// SPDX-FileCopyrightText: 2026 The Stormglass authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Something that the user should know, above the diagram, until it is answered: no dialog that stands in the way.
#pragma once

#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace stormglass::ui {

class NoticeBar final : public QFrame {
    Q_OBJECT

public:
    enum class Tone { Information, Warning, Error };
    struct Answer {
        QString words;
        std::function<void()> act;
    };

    explicit NoticeBar(QWidget* parent = nullptr);

    /// Takes the place of the notice before. It can always be closed; every answer closes it.
    void show(Tone tone, const QString& words, std::vector<Answer> answers = {});
    void dismiss();
    [[nodiscard]] QString words() const;

private:
    void colour(Tone tone);

    QLabel* m_icon;
    QLabel* m_words;
    QHBoxLayout* m_answers;
};

}  // namespace stormglass::ui
