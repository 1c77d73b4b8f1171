#include "ui/words/markup.h"

#include "sim/story/glossary.h"
#include "ui/palette.h"
#include "ui/text.h"

namespace mf::ui {

QString withTerms(const QString &plain, const story::Glossary &glossary, const Theme &theme)
{
    const std::string words = utf8(plain);
    const auto piece = [&](std::size_t begin, std::size_t end) {
        return text(std::string_view(words).substr(begin, end - begin)).toHtmlEscaped();
    };
    QString html;
    std::size_t done = 0;
    for (const story::Mention &mention : glossary.mentions(words)) {
        html += piece(done, mention.begin)
                + QStringLiteral("<a href=\"term:%1\" title=\"%2\" style=\"color:%3\">%4</a>")
                      .arg(text(mention.term->id), text(mention.term->text).toHtmlEscaped(), theme.ink.name(),
                           piece(mention.begin, mention.end));
        done = mention.end;
    }
    return html + piece(done, words.size());
}

QString termOf(const QString &link)
{
    static const QString kScheme = QStringLiteral("term:");
    return link.startsWith(kScheme) ? link.mid(kScheme.size()) : QString();
}

} // namespace mf::ui
