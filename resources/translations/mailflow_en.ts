<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>mf::ui::BranchBar</name>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n letter</numerusform>
            <numerusform>%n letters</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) with another fate</source>
        <translation>
            <numerusform>%n letter with another fate</numerusform>
            <numerusform>%n letters with another fate</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mf::ui::DialogueModel</name>
    <message numerus="yes">
        <source>▸ %n more line(s); Enter shows them</source>
        <translation>
            <numerusform>▸ %n more line; Enter shows them</numerusform>
            <numerusform>▸ %n more lines; Enter shows them</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▾ %n line(s) are not shown; Enter folds this text</source>
        <translation>
            <numerusform>▾ %n line is not shown; Enter folds this text</numerusform>
            <numerusform>▾ %n lines are not shown; Enter folds this text</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mf::ui::FaultsPanel</name>
    <message numerus="yes">
        <source>%1 is saved, but %n act(s) cannot be kept in a scenario file:</source>
        <translation>
            <numerusform>%1 is saved, but %n act cannot be kept in a scenario file:</numerusform>
            <numerusform>%1 is saved, but %n acts cannot be kept in a scenario file:</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mf::ui::LeavingQuestion</name>
    <message numerus="yes">
        <source>%n act(s) cannot be kept in a scenario file and will be lost:</source>
        <translation>
            <numerusform>%n act cannot be kept in a scenario file and will be lost:</numerusform>
            <numerusform>%n acts cannot be kept in a scenario file and will be lost:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mf::ui::LessonPanel</name>
    <message numerus="yes">
        <source>%n stop(s)</source>
        <translation>
            <numerusform>%n stop</numerusform>
            <numerusform>%n stops</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mf::ui::ScenarioText</name>
    <message numerus="yes">
        <source>%n act(s) that no file has words for are gone.</source>
        <translation>
            <numerusform>%n act that no file has words for is gone.</numerusform>
            <numerusform>%n acts that no file has words for are gone.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n error(s): the window still shows what was applied before.</source>
        <translation>
            <numerusform>%n error: the window still shows what was applied before.</numerusform>
            <numerusform>%n errors: the window still shows what was applied before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved, with %n error(s).</source>
        <translation>
            <numerusform>Saved, with %n error.</numerusform>
            <numerusform>Saved, with %n errors.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>▴ Applying closes the doors: %n connection(s) end.</source>
        <translation>
            <numerusform>▴ Applying closes the doors: %n connection ends.</numerusform>
            <numerusform>▴ Applying closes the doors: %n connections end.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n error(s), and is not open yet.</source>
        <translation>
            <numerusform>%1 has %n error, and is not open yet.</numerusform>
            <numerusform>%1 has %n errors, and is not open yet.</numerusform>
        </translation>
    </message>
</context>
</TS>
