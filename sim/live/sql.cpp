#include "sim/live/sql.h"

#include <QSqlError>
#include <QUuid>

#include <utility>

namespace mf::live {

Sql::Sql(const QString &file) : m_connection(QUuid::createUuid().toString())
{
    QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    database.setDatabaseName(file);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=1000"));
    if (!database.open())
        m_error = database.lastError().text().toStdString();
}

Sql::~Sql()
{
    m_prepared.clear(); // statements must be gone before their connection is
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

QSqlQuery &Sql::run(std::string_view statement, std::initializer_list<QVariant> values)
{
    auto found = m_prepared.find(statement);
    if (found == m_prepared.end()) {
        QSqlQuery query(QSqlDatabase::database(m_connection, false));
        query.setForwardOnly(true);
        if (good()
            && !query.prepare(QString::fromUtf8(statement.data(), static_cast<qsizetype>(statement.size()))))
            m_error = query.lastError().text().toStdString();
        found = m_prepared.emplace(statement, std::move(query)).first;
    }
    QSqlQuery &query = found->second;
    query.finish();
    if (!good()) {
        m_prepared.erase(found); // may not have been prepared
        return m_nothing;
    }
    int position = 0;
    for (const QVariant &value : values)
        query.bindValue(position++, value);
    if (!query.exec())
        m_error = query.lastError().text().toStdString();
    return query;
}

qint64 Sql::number(std::string_view statement, std::initializer_list<QVariant> values, qint64 otherwise)
{
    QSqlQuery &query = run(statement, values);
    const qint64 result = good() && query.next() ? query.value(0).toLongLong() : otherwise;
    query.finish();
    return result;
}

} // namespace mf::live
