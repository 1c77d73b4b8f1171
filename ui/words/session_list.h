// The sessions that have begun, as a list to choose from.
#pragma once

#include <QAbstractListModel>

#include "ui/words/dialogue_model.h"

namespace mf::ui {

class SessionList final : public QAbstractListModel {
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setSessions(const story::TalkSessions *sessions, Teller teller)
    {
        beginResetModel();
        m_sessions = sessions;
        m_teller = std::move(teller);
        m_shown = 0;
        endResetModel();
    }

    void showUpTo(int count)
    {
        if (count > m_shown) {
            beginInsertRows({}, m_shown, count - 1);
            m_shown = count;
            endInsertRows();
        } else if (count < m_shown) {
            beginRemoveRows({}, count, m_shown - 1);
            m_shown = count;
            endRemoveRows();
        }
    }

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : m_shown; }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
            return {};
        return sessionTitle(m_sessions->all()[std::size_t(index.row())], m_teller);
    }

private:
    const story::TalkSessions *m_sessions = nullptr;
    Teller m_teller;
    int m_shown = 0;
};

} // namespace mf::ui
