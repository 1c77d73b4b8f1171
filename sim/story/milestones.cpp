#include "sim/story/milestones.h"

#include "sim/base/ascii.h"
#include "sim/base/check.h"
#include "sim/scenario/tree.h"

#include <algorithm>

namespace mf::story {

extern const char *const kMilestones; // made from resources/history.yaml

namespace {

using yaml::Tree;

constexpr int kFirstYear = 1900, kLastYear = 2100;

LocalText localText(const Tree &tree)
{
    LocalText text;
    if (tree.isText())
        text.byLanguage.emplace_back("", tree.text);
    for (const Tree &child : tree.children)
        text.byLanguage.emplace_back(child.key, child.text);
    return text;
}

Milestone milestone(const Tree &tree, int earliest, yaml::FaultList &faults)
{
    Milestone read;
    for (const Tree &child : tree.children) {
        if (child.key == "year")
            read.year = static_cast<int>(ascii::number<unsigned short>(child.text).value_or(0));
        else if (child.key == "title")
            read.title = localText(child);
        else if (child.key == "about")
            read.about = localText(child);
        else if (child.key == "source")
            read.source = child.text;
        else if (child.key == "scenario")
            read.scenario = child.text;
        else
            faults.add(child.keyAt, phrase("unknown key \"{}\"", child.key));
    }
    if (read.year < std::max(kFirstYear, earliest) || read.year > kLastYear)
        faults.add(tree.begin, phrase("a year is missing, or they are not in order"));
    if (read.title.empty() || read.about.empty() || read.source.empty())
        faults.add(tree.begin, phrase("title, about and source say what it is and where it is written"));
    return read;
}

} // namespace

std::expected<std::vector<Milestone>, Faults> readMilestones(std::string_view text, std::string_view file)
{
    const yaml::Source source(text, file);
    yaml::FaultList faults(source);
    const yaml::Document document = yaml::read(source, faults);
    if (document.whole && !document.root.isList())
        faults.add({1, 1, 0}, phrase("a history is a list"));
    std::vector<Milestone> read;
    for (const Tree &child : document.root.children)
        read.push_back(milestone(child, read.empty() ? kFirstYear : read.back().year, faults));
    if (!faults.empty())
        return std::unexpected(faults.sorted());
    return read;
}

const std::vector<Milestone> &milestones()
{
    static const std::vector<Milestone> builtIn = [] {
        auto read = readMilestones(kMilestones, "history.yaml");
        MF_CHECK(read.has_value());
        return *std::move(read);
    }();
    return builtIn;
}

} // namespace mf::story
