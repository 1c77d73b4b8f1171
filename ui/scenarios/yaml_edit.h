// A text field for YAML, which is told by its indentation: Tab makes spaces, a new line begins where the one
// before it did.
#pragma once

#include <QPlainTextEdit>

namespace mf::ui {

class YamlEdit final : public QPlainTextEdit {
    Q_OBJECT

public:
    static constexpr int kIndent = 2; ///< spaces, as all scenarios have it

    explicit YamlEdit(QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override; ///< what is typed stays in sight

private:
    void indent();
    void outdent();
    void newLine();
};

} // namespace mf::ui
