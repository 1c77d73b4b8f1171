// Where scenario files are, and what they are called: for the list at the left. Reads files, shows nothing.
#pragma once

#include <QString>

#include <vector>

namespace mf::ui {

struct ShelfEntry {
    QString file, title, about, level;
    QString number; ///< "02": the digits that the file's name begins with; "": it does not
    int minutes = 0;
    std::vector<std::pair<QString, QString>> variants; ///< name, title
    bool broken = false;                               ///< the file has errors; opening it shows them
};

/// The folder of scenarios: the wanted one if it is named, else beside the program, in the source tree it
/// was built from, or where it is installed.
/// "": there is none.
QString findShelf(const QString &wanted);

/// Every *.yaml of a folder by name; at most 500.
std::vector<ShelfEntry> readShelf(const QString &folder);

/// The scenario to open when nobody names one: the first. "": there is none.
QString firstOf(const QString &folder);

} // namespace mf::ui
