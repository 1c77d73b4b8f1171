// How deep to look at an event: postcard, dialogue, bytes. The choice is kept between runs.
#pragma once

#include "ui/inspector/pages.h"

#include <QWidget>

class QButtonGroup;

namespace mf::ui {

class DepthControl final : public QWidget {
    Q_OBJECT

public:
    explicit DepthControl(QWidget *parent = nullptr);
    Depth depth() const;

public slots:
    void setDepth(mf::ui::Depth depth);
    /// The next deeper one; after the deepest the first.
    void deeper();

signals:
    void changed(mf::ui::Depth depth);

private:
    QButtonGroup *m_buttons;
};

} // namespace mf::ui
