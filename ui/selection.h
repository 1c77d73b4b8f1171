// What the person looks at, shared by the canvas, the table and the inspector: a machine, a link, an event,
// or a letter.
#pragma once

#include "sim/base/ids.h"

#include <QObject>

#include <algorithm>
#include <optional>
#include <utility>

namespace mf::ui {

class Selection final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;
    using Link = std::pair<NodeId, NodeId>; ///< the smaller first

    NodeId node() const { return m_node; } ///< None: no machine
    std::optional<Link> link() const { return m_link; }
    std::optional<Index> record() const { return m_record; }
    MailId letter() const { return m_letter; } ///< None: no letter
    bool isEmpty() const
    {
        return m_node == NodeId::None && !m_link && !m_record && m_letter == MailId::None;
    }

    /// One at a time: choosing a machine lets go of the event, and the other way round.
    void selectNode(NodeId node) { set(node, std::nullopt, std::nullopt, MailId::None); }
    void selectLink(NodeId a, NodeId b)
    {
        set(NodeId::None, Link(std::min(a, b), std::max(a, b)), std::nullopt, MailId::None);
    }
    void selectRecord(Index record) { set(NodeId::None, std::nullopt, record, MailId::None); }
    void selectLetter(MailId letter) { set(NodeId::None, std::nullopt, std::nullopt, letter); }
    void clear() { set(NodeId::None, std::nullopt, std::nullopt, MailId::None); }

signals:
    void changed();

private:
    void set(NodeId node, std::optional<Link> link, std::optional<Index> record, MailId letter)
    {
        if (node == m_node && link == m_link && record == m_record && letter == m_letter)
            return;
        m_node = node;
        m_link = link;
        m_record = record;
        m_letter = letter;
        emit changed();
    }

    NodeId m_node = NodeId::None;
    std::optional<Link> m_link;
    std::optional<Index> m_record;
    MailId m_letter = MailId::None;
};

} // namespace mf::ui
