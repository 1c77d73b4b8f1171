#include "sim/scenario/reader.h"

#include "sim/scenario/check.h"
#include "sim/scenario/reading.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace mf {

using yaml::Tree;

namespace {

/// Values of base and variants together: each variant is read as a whole scenario.
constexpr std::size_t kReadLimit = 1'000'000;

std::size_t countOf(const Tree &tree)
{
    std::size_t count = 1;
    for (const Tree &child : tree.children)
        count += countOf(child);
    return count;
}

/// Maps are merged key by key; everything else is replaced.
void merge(Tree &base, const Tree &change)
{
    if (!base.isMap() || !change.isMap()) {
        base = change;
        return;
    }
    for (const Tree &child : change.children) {
        const auto same = std::ranges::find(base.children, child.key, &Tree::key);
        if (same == base.children.end())
            base.children.push_back(child);
        else
            merge(*same, child);
    }
}

Scenario readOne(const yaml::Source &source, yaml::FaultList &faults, const Tree &root,
                 const schema::Object &object, bool whole)
{
    Scenario scenario;
    scenario.file = source.file();
    schema::Reading reading(source, faults, scenario, whole);
    reading.object(root, object, &scenario);
    if (whole)
        schema::check(reading, root);
    return scenario;
}

/// Keys that a variant must not have are found in the variant alone: after merging they could not be told
/// from the base's.
void checkVariantKeys(const yaml::Source &source, yaml::FaultList &faults, const Tree &variant)
{
    Scenario none;
    schema::Reading reading(source, faults, none, true);
    reading.unknownKeys(variant, schema::variantObject());
}

void readVariants(const yaml::Source &source, yaml::FaultList &faults, const Tree &root, ScenarioFile &file)
{
    const Tree *variants = root.find("variants");
    if (variants == nullptr || !variants->isMap())
        return;
    const std::size_t count = variants->children.size();
    if (count > schema::kVariantLimit || countOf(root) * (count + 1) > kReadLimit)
        return faults.add(variants->keyAt, phrase("too many variants for one file; make several files"));
    Tree base = root;
    std::erase_if(base.children, [](const Tree &child) { return child.key == "variants"; });
    for (const Tree &variant : variants->children) {
        if (!variant.isMap()) {
            faults.add(variant.keyAt, phrase("a variant says what is different: a map of keys"));
            continue;
        }
        checkVariantKeys(source, faults, variant);
        Tree merged = base;
        Tree change = variant;
        std::erase_if(change.children,
                      [](const Tree &child) { return child.key == "mailflow" || child.key == "variants"; });
        merge(merged, change);
        file.variants.emplace_back(variant.key, readOne(source, faults, merged, schema::rootObject(), true));
    }
}

} // namespace

Scenario *ScenarioFile::named(std::string_view variant)
{
    if (variant.empty())
        return &base;
    const auto found = std::ranges::find(variants, variant, &std::pair<std::string, Scenario>::first);
    return found == variants.end() ? nullptr : &found->second;
}

std::expected<ScenarioFile, Faults> readScenario(std::string_view text, std::string_view fileName)
{
    constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
    if (text.starts_with(kByteOrderMark))
        text.remove_prefix(kByteOrderMark.size());
    const yaml::Source source(text, fileName);
    yaml::FaultList faults(source);
    const yaml::Document document = yaml::read(source, faults);
    ScenarioFile file;
    if (document.root.isMap()) {
        file.base = readOne(source, faults, document.root, schema::rootObject(), document.whole);
        if (document.whole)
            readVariants(source, faults, document.root, file);
    } else if (document.whole) {
        faults.add({1, 1, 0}, phrase("a scenario is a map of keys that begins with mailflow: 1"));
    }
    if (!faults.empty())
        return std::unexpected(faults.sorted());
    return file;
}

std::expected<ScenarioFile, Faults> readScenarioFile(const std::string &path)
{
    const auto fault = [&](Phrase message) {
        return std::unexpected(Faults{{path, 0, 0, std::move(message), {}}});
    };
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return fault(phrase("cannot be opened; is the name right, and may you read it?"));
    std::string text;
    std::array<char, 64 * 1024> piece{};
    while (text.size() <= yaml::kSizeLimitOctets && file.read(piece.data(), piece.size()).gcount() > 0)
        text.append(piece.data(), static_cast<std::size_t>(file.gcount()));
    if (file.bad() || !file.eof())
        if (text.size() <= yaml::kSizeLimitOctets)
            return fault(phrase("cannot be read; is it a file?"));
    return readScenario(text, path);
}

} // namespace mf
