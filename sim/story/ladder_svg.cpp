#include "sim/story/display.h"
#include "sim/story/ladder.h"

#include <fmt/format.h>

#include <array>
#include <iterator>

namespace mf::story {

namespace {

using L = Ladder;

// The same as in the window on a light ground; a test of the window compares.
constexpr std::array<std::string_view, kLadderHueCount> kColours{
    "#6a3fb5", "#00767d", "#1f7a3d", "#1f63c8", "#9a5b00",
    "#c0262d", "#8a3b7c", "#5a6675", "#b3261e", "#7a5b00",
};

constexpr std::string_view kStyle =
    "text{font:11px monospace;fill:#1d2530}.q{fill:#5a6675}.h{font-weight:bold}.life{stroke:#b8c0cc}"
    "line{stroke-width:1.4}.d{stroke-dasharray:5 4}";

/// Text as XML 1.0 has it.
std::string xml(std::string_view text)
{
    std::string out;
    for (const char c : displayed(text)) {
        switch (c) {
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '&': out += "&amp;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

void writeText(std::string &out, int x, std::int64_t y, std::string_view attributes, std::string_view text)
{
    fmt::format_to(std::back_inserter(out), "<text x=\"{}\" y=\"{}\"{}>{}</text>\n", x, y, attributes,
                   xml(text));
}

/// The head of an arrow, or the cross of what does not arrive.
void writeEnd(std::string &out, const LadderArrow &arrow, int x, std::int64_t y, bool rightwards)
{
    const std::string_view colour = ladderColour(arrow.hue);
    const int back = rightwards ? -8 : 8;
    if (arrow.lost)
        fmt::format_to(std::back_inserter(out),
                       "<path d=\"M{} {}l8 8m0 -8l-8 8\" stroke=\"{}\" fill=\"none\" stroke-width=\"2\"/>\n",
                       x + back - 4, y - 4, colour);
    else
        fmt::format_to(std::back_inserter(out), "<path d=\"M{} {}l{} -4v8z\" fill=\"{}\"/>\n", x, y, back,
                       colour);
}

void writeArrow(std::string &out, const Ladder &ladder, const LadderArrow &arrow, const Record &record)
{
    const int from = L::laneX(arrow.from), to = L::laneX(arrow.to);
    const std::int64_t end = arrow.y + L::kSlant;
    if (arrow.silenceUs > 0)
        writeText(out, 4, arrow.y - L::kRow, " class=\"q\"", "+ " + ladder.time(arrow.silenceUs));
    writeText(out, 4, arrow.y + 3, " class=\"q\"", ladder.time(record.at.time_since_epoch().count()));
    const std::string label = ladder.label(arrow, record);
    if (from == to) {
        fmt::format_to(std::back_inserter(out), "<circle cx=\"{}\" cy=\"{}\" r=\"4\" fill=\"{}\"/>\n", from,
                       arrow.y, ladderColour(arrow.hue));
        writeText(out, from - L::kLane / 2 + L::kCharacter, arrow.y - 4, "", label);
        return;
    }
    fmt::format_to(std::back_inserter(out),
                   "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" stroke=\"{}\"{}/>\n", from, arrow.y, to,
                   end, ladderColour(arrow.hue), arrow.dashed ? " class=\"d\"" : "");
    writeEnd(out, arrow, to, end, from < to);
    writeText(out, (from + to) / 2, arrow.y - 3, " text-anchor=\"middle\"", label);
}

} // namespace

std::string_view ladderColour(LadderHue hue) { return kColours[static_cast<std::size_t>(hue)]; }

std::string ladderSvg(const Ladder &ladder, const Trace &trace, std::size_t count, std::string_view title)
{
    std::string out = ladderSvgHead(ladder, count, title);
    out += ladderSvgArrows(ladder, trace, 0, count);
    return out += kLadderSvgTail;
}

std::string ladderSvgHead(const Ladder &ladder, std::size_t count, std::string_view title)
{
    const std::int64_t height = ladder.height(count);
    std::string out = fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0}\" height=\"{1}\" "
                                  "viewBox=\"0 0 {0} {1}\">\n<title>{2}</title>\n<style>{3}</style>\n"
                                  "<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n",
                                  ladder.width(), height, xml(title), kStyle);
    for (std::uint32_t lane = 0; lane < ladder.lanes().size(); ++lane) {
        const int x = L::laneX(lane);
        writeText(out, x, L::kHeader / 2 + 4, " class=\"h\" text-anchor=\"middle\"",
                  ladder.lanes()[lane].name);
        fmt::format_to(std::back_inserter(out),
                       "<line class=\"life\" x1=\"{0}\" y1=\"{1}\" x2=\"{0}\" y2=\"{2}\"/>\n", x,
                       L::kHeader - 6, height);
    }
    return out;
}

std::string ladderSvgArrows(const Ladder &ladder, const Trace &trace, std::size_t from, std::size_t to)
{
    std::string out;
    for (std::size_t i = from; i < to; ++i)
        writeArrow(out, ladder, ladder.arrows()[i], trace[ladder.arrows()[i].record]);
    return out;
}

} // namespace mf::story
