// Paints the canvas: the still backdrop (boxes, rooms, links), which is cached, and over it in one go
// everything that the moment tells.
#pragma once

#include "ui/canvas/picture.h"
#include "ui/palette.h"

#include <QFont>
#include <QString>
#include <QTransform>

#include <functional>

class QPainter;

namespace mf::ui {

/// What may be written beside things; each may be empty.
struct Labels {
    std::function<QString(const Hop &)> hop;  ///< the line under way
    std::function<QString(const Hop &)> code; ///< of a reply: "250"
    std::function<QString(MailId)> letter;    ///< "Alice → Bob"
};

struct Marked {
    NodeId node = NodeId::None;
    std::optional<Pair> link = {};
    Index record = kNoIndex;
};

class CanvasPainter {
public:
    CanvasPainter(const Stage &stage, const Layout &layout, const Theme &theme, const QFont &font)
        : m_stage(stage)
        , m_layout(layout)
        , m_theme(theme)
        , m_font(font)
    { }

    /// All that stands still, and links between `pairs` besides those of the stage. The painter is in scene
    /// coordinates.
    void paintBackdrop(QPainter &painter, double zoom, const std::vector<Pair> &pairs) const;
    /// All that the moment adds. `view` maps the scene to the painter's own coordinates.
    void paintPicture(QPainter &painter, const QTransform &view, const Picture &picture, const Labels &labels,
                      const Marked &marked) const;

    /// Where a hop is at that moment; nothing: inside one box, or off stage.
    std::optional<QPointF> placeOf(const Hop &hop, Instant at) const;
    /// Where the envelope of letters that lie there is painted.
    static QRectF envelopeAt(const Box &box, Place place);

    /// What is said of a machine or link that is broken, and where.
    struct Plate {
        QRectF rect;
        QString words;
        bool off = false; ///< nothing works, nothing gets through
    };
    std::vector<Plate> platesOf(const Picture &picture) const;
    /// Where all is written that does not stand inside a box: none of it over another.
    std::vector<QRectF> wordsOf(const Picture &picture, const Labels &labels) const;

private:
    struct Tag { // a label beside something under way
        QPointF at;
        QString text;
        QColor colour;
        NodeId from = NodeId::None, to = NodeId::None;
        bool strong = false;
        QRectF rect; // where it stands
    };
    struct Heap { // letters that lie in one room
        int count = 0;
        QString label; // empty: none
        int box = -1;
        Place place = Place::Desk;
    };

    void paintBox(QPainter &painter, const Box &box, bool withText) const;
    void paintLines(QPainter &painter, const Picture &picture) const;
    void paintLocks(QPainter &painter, const Picture &picture) const;
    void paintBroken(QPainter &painter, const Picture &picture) const;
    void paintMarked(QPainter &painter, const Marked &marked) const;
    QFont plateFont() const;
    void paintLetters(QPainter &painter, const Picture &picture, const Labels &labels) const;
    std::vector<Heap> heapsOf(const Picture &picture, const Labels &labels) const;
    QRectF labelRect(const Heap &heap) const;
    QFont smallFont() const;
    QFont tagFont() const;
    std::vector<QRectF> stillWords(const Picture &picture, const Labels &labels) const;
    std::vector<Tag> tagsOf(const Picture &picture, const Labels &labels) const;
    void paintFew(QPainter &painter, const Picture &picture, const Labels &labels,
                  const Marked &marked) const;
    void paintMany(QPainter &painter, const QTransform &view, const Picture &picture) const;
    void paintHop(QPainter &painter, const Hop &hop, QPointF at, const QColor &colour) const;
    std::vector<QRectF> placesFor(const Tag &tag, QSizeF size) const;
    void paintTags(QPainter &painter, const std::vector<Tag> &tags) const;
    void paintInside(QPainter &painter, const Picture &picture, const Labels &labels) const;
    QColor hueOf(const Hop &hop, const Labels &labels) const;

    const Stage &m_stage;
    const Layout &m_layout;
    const Theme &m_theme;
    QFont m_font;
};

} // namespace mf::ui
