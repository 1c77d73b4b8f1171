// One answer to a question: its number, its text over as many lines as it takes, and once it has been tried a
// sign and what there is to say about it.
#pragma once

#include <QAbstractButton>

namespace mf::ui {

class ChoiceRow final : public QAbstractButton {
    Q_OBJECT

public:
    enum class State : std::uint8_t { Untried, Wrong, Right };

    ChoiceRow(int number, const QString &answer, QWidget *parent = nullptr);

    /// `because` is shown from then on; it may be empty.
    void setState(State state, const QString &because);
    State state() const { return m_state; }
    QString because() const { return m_because; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, heightForWidth(120)}; }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

signals:
    void numberPressed(int number);
    void moveWanted(int rows); ///< to the row above (-1) or below (1)

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QString verdict() const;
    QFont smallFont() const;
    int textHeight(const QString &words, const QFont &font, int width) const;

    const int m_number;
    State m_state = State::Untried;
    QString m_because;
};

} // namespace mf::ui
