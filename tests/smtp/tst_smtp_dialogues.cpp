// What SMTP servers and clients say, as two-party dialogues (tests/dialogues/smtp).
#include "tests/smtp/smtp_factory.h"
#include "tests/support/dialogue_test.h"

#include <QTest>

class TestSmtpDialogues : public QObject {
    Q_OBJECT
private slots:
    void dialogues_data() { mf::test::addDialogueRows("tests/dialogues/smtp"); }
    void dialogues() { mf::test::playDialogueRow(mf::test::makeSmtpSession); }
};

QTEST_GUILESS_MAIN(TestSmtpDialogues)
#include "tst_smtp_dialogues.moc"
