// The two windows of the Help menu: the list of keys, made from the table of actions, and what the program
// is.
#pragma once

#include <QDialog>

namespace mf::ui {

class KeysDialog final : public QDialog {
    Q_OBJECT
public:
    explicit KeysDialog(QWidget *parent = nullptr);
};

/// The keys as rows: "Right", "One step forward."
QList<std::pair<QString, QString>> keyList();

/// Opens it; it deletes itself when it is closed.
void showAbout(QWidget *parent);

} // namespace mf::ui
