// What the person looks at, shared by the canvas, the table and the inspector: a machine, or an event.
#pragma once

#include "sim/base/ids.h"

#include <QObject>

#include <optional>

namespace mf::ui {

class Selection final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    NodeId node() const { return m_node; } ///< None: no machine
    std::optional<Index> record() const { return m_record; }
    bool isEmpty() const { return m_node == NodeId::None && !m_record; }

    /// One at a time: choosing a machine lets go of the event, and the other way round.
    void selectNode(NodeId node) { set(node, std::nullopt); }
    void selectRecord(Index record) { set(NodeId::None, record); }
    void clear() { set(NodeId::None, std::nullopt); }

signals:
    void changed();

private:
    void set(NodeId node, std::optional<Index> record)
    {
        if (node == m_node && record == m_record)
            return;
        m_node = node;
        m_record = record;
        emit changed();
    }

    NodeId m_node = NodeId::None;
    std::optional<Index> m_record;
};

} // namespace mf::ui
