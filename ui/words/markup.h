// Sentences as rich text: the terms of the glossary in them are links ("term:mx") that tell what they mean when
// hovered.
#pragma once

#include <QString>

namespace mf::story {
class Glossary;
} // namespace mf::story

namespace mf::ui {

struct Theme;

/// Plain text as HTML.
QString withTerms(const QString &plain, const story::Glossary &glossary, const Theme &theme);

/// "mx" of "term:mx"; empty: it is another link.
QString termOf(const QString &link);

} // namespace mf::ui
