// A thin layer over Qt SQL: prepared statements by their text, octets in and out, and the first error of a
// sequence.
#pragma once

#include <QByteArray>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

namespace mf::live {

/// One connection to a SQLite file, for the thread that made it. After an error nothing more is executed
/// until clearError(), so that a sequence of statements needs one check at its end.
class Sql {
public:
    explicit Sql(const QString &file);
    ~Sql();
    Sql(const Sql &) = delete;
    Sql &operator=(const Sql &) = delete;

    /// Executes a statement that takes `values` for its question marks. Prepared once a text.
    QSqlQuery &run(std::string_view statement, std::initializer_list<QVariant> values = {});
    /// The first column of the first row; `otherwise` if there is none.
    qint64 number(std::string_view statement, std::initializer_list<QVariant> values = {},
                  qint64 otherwise = 0);

    bool good() const { return m_error.empty(); }
    const std::string &error() const { return m_error; }
    void clearError() { m_error.clear(); }

private:
    QString m_connection;
    std::map<std::string, QSqlQuery, std::less<>> m_prepared;
    QSqlQuery m_nothing{QSqlDatabase()}; // what comes back after an error: no rows
    std::string m_error;
};

/// Text and letters are octets: kept as BLOB, so that nothing is decoded and compared by a locale. The octets
/// must outlive the statement.
inline QVariant octets(std::string_view text)
{
    return QByteArray::fromRawData(text.data(), static_cast<qsizetype>(text.size()));
}
inline std::string octetsOf(const QVariant &value) { return value.toByteArray().toStdString(); }
inline QVariant number(std::uint64_t value) { return static_cast<qint64>(value); }

} // namespace mf::live
