<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a scenario file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read the open scenario&apos;s file again and start from its beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what was done, and where machines are, in the scenario&apos;s file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the scenario, with what was done, in another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run, or pause.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step forward.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;First event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the beginning.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Last event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on until nothing more will happen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Go to…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to an event (#41) or to a time (2.5s, +4h, 09:15).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run &amp;until…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run until a time, a letter&apos;s fate, a reply, or anything at a machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the long run that is under way.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play at the next slower speed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fas&amp;ter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play at the next faster speed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boo&amp;kmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mark this moment, or take the mark away.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next marked moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous bookmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the marked moment before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bran&amp;ch here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open another future at this moment; the one beyond it is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next f&amp;uture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the next of the futures.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First &amp;difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to where this future first differs from the other one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by &amp;event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step is one event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by &amp;line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step is one line of a dialogue.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by &amp;reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step ends with a server&apos;s reply.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by &amp;hop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step brings a letter, or a question, one machine further.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step by &amp;delivery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step ends when a letter lies in a mailbox.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the &amp;cause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the event without which the selected one would not be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the c&amp;onsequence</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the first event that followed from the selected one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next at this &amp;machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next event at the selected machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous at this m&amp;achine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the previous event at the selected machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next in this &amp;session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the next event of the selected event&apos;s session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Previous in this s&amp;ession</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the previous event of that session.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Filter events…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type what the events are to be that are shown.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What a filter can as&amp;k</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the fields of the filter language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow this &amp;letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the dialogue of every session that the selected event&apos;s letter passed through.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cop&amp;y the dialogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the dialogue that is shown as text.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>DNS in the ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give each name server a lifeline of its own in the ladder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Larger ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the ladder larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Smaller ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the ladder smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>E&amp;xport the ladder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write the ladder as an SVG or PNG picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show every event as a table of words.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show letters, delivery times and replies as charts.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the charts as a &amp;picture…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the charts as a PNG file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what is counted as a &amp;table…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save how many letters waited and arrived, as a CSV file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look &amp;inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is inside the selected machine or event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the l&amp;etter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is inside the letter that moved last.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look &amp;deeper</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show an event as a postcard, with its dialogue, or with its bytes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose the language of sentences and labels.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Scenarios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the list of scenarios.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Next machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the next machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Previous machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the previous machine.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next &amp;link</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Select the next link.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the l&amp;eft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Give the selected machine another place.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move to the r&amp;ight</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move d&amp;own</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Break…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break something at the selected machine or link, or repair it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mend everything that is broken.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the d&amp;oors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Let real mail programs on this computer take part.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break&amp;points…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop at a verb or a reply, before the other side has it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;DNS box</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show each name server by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the &amp;mail program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read and write on the selected client.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Type by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type SMTP, POP3 or IMAP at a server, line by line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the picture larger.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the picture smaller.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show e&amp;verything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fit the whole network into the picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Explain the words of the field, first those of this moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the lesson of the scenario.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>P&amp;redict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the question; or, if there is none, say what will come next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;kip the question</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on without an answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To the stop &amp;before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to the stop of the lesson before.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Timeline 1965 to today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show when the parts of mail came about; some open a scenario.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List the keys.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;About Mailflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Version and licence.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>BranchBar</name>
    <message>
        <source>%1 (%2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not written</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DoorPanel</name>
    <message>
        <source>%1 at %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>… and %1 more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>show more</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what SMTP is told</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The envelope decides where the letter goes. It is thrown away at the end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>gone; of it there remains:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;&gt; (nobody: a report)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>what people see</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Its octets cannot be seen here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 line is new here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 lines are new here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New here: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>its report</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look inside it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Journey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 machines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reports about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the letter itself</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as it lies in the mailbox on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as it was written on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as %1 got it by %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in %1: jump to it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At t = %1. A click or Enter goes there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · switched off</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>flagged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>marked as deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>draft</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>still on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no longer on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>copy on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1
UID %2, %3 octets, in %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 unread</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>UIDVALIDITY %1, next UID %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 older ones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP: copies, the letters stay here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>POP3: copies, and leaves the letters here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>POP3: takes the letters away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, still here, too</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, taken away from here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>, %1 of them taken away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>look there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only on that device</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sends through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>fetches from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>how</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP: keeps copies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>POP3: leaves them on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>POP3: takes them away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no such name</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>there is no %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>could not be found out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until it is forgotten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>1 record</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (may be remembered for %2 s)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembered answers</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Zones</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>anybody else @%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Aliases</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>asking DNS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting for a free connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>failed: it stays here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>next attempt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>from</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>nobody (a report)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>tried</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>last answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Waiting to leave</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remembered as out of reach</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>left alone, called again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>rule</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look inside the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Event %1 · t = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Because of</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How it came about</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the wire (%1 octets)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more octets</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>takes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Facts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>may be said next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waits for</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>no: in clear</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>called by</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>calls</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>state there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>logged in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>for a letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talking</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>since %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>About Mailflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&lt;h3&gt;Mailflow %1&lt;/h3&gt;&lt;p&gt;Shows how electronic mail travels, and is a local mail system. Nothing leaves this computer.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. It comes with no warranty.&lt;/p&gt;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>DNS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 machines</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>who takes mail for …?</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message>
        <source>the letter (%1 octets)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>… and %1 more octets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui</name>
    <message>
        <source>outgoing</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>incoming</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>writes, appends elsewhere</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>CPYNET, mailbox files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>mail program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>name server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>resolver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>PDP-10 with TENEX</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>real clients</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“#%1” is no event; write #41</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first event is #1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no time; write 2.5s, +4h or 09:15</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” has no unit; write %1s, %1min, %1h or #%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no unit; write us, ms, s, min, h or d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>That is too far away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” is no time of day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write #41, 2.5s, +4h or 09:15</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1:%2 min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1:%2 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1:%2:%3 h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 d %2:%3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>waiting in a queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relayed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>handed over</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>deleted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reported late</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>dropped</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::Beads</name>
    <message>
        <source>written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>accepted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>relayed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stored</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>sent back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stages of the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look inside the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: yes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: not yet</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::BranchBar</name>
    <message>
        <source>“%1” to %2: %3 → %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As it was</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Branched at %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Futures</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Held against</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The future to compare with</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The first difference</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters that fared differently</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Jump there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Every letter with another fate; choosing one goes to that moment.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing differs so far.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only here, at %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only there, at %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From %1: %2 That takes %3 here, %4 there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here, at %1: %2 There, at %3: %4</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) with another fate</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mf::ui::BreakpointDialog</name>
    <message>
        <source>&amp;Remove</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>RCPT, 550, 5xx; empty: any line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Machine:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Protocol:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Verb or reply:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any line</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::Canvas</name>
    <message>
        <source>Picture of the network</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break something here, or repair it (X)</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::ChartsPanel</name>
    <message>
        <source>longer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>≤ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters over time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How long deliveries took</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time to deliver</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replies by class</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet. Press Next: letters and replies are counted here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the charts as a picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save what is counted as a table</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>under way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>in a queue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>In queues: %1, under way: %2, delivered: %3. Replies %4.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::ChoiceRow</name>
    <message>
        <source>Answer %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not so. Try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not so. %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Right. %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::ClaimsView</name>
    <message>
        <source>What is commonly said about this, and what is more exactly so.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commonly said (%1)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the moment</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the moment: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to the moment that shows this.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Commonly said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>More exactly</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::Composer</name>
    <message>
        <source>&amp;Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Take out</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>carol@example.net, bob@example.org</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Puts the letter into the outbox; step to see it leave (Ctrl+Return).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Attach…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Files of together at most %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>T&amp;o</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Cc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>S&amp;ubject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Say who is to get it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another scenario is open now, so this letter cannot be sent. Copy what you want to keep.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 does not fit: a letter takes at most %2 of files.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter not sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The letter has not been sent. Throw it away?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Throw away</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Keep writing</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::DepthControl</name>
    <message>
        <source>How deep to look</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Postcard</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened, and why</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dialogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, and what was said around it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The same, and the octets on the wire</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::DialogueModel</name>
    <message>
        <source>%1  %2 → %3  #%4</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>TLS</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>▸ %n more line(s); Enter shows them</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>▾ Enter folds this text</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>▾ %n line(s) are not shown; Enter folds this text</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mf::ui::DialoguePanel</name>
    <message>
        <source>Dialogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Session</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No session yet: press Next until a client calls a server</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::DoorPanel</name>
    <message>
        <source>Real mail programs on this computer can take part now. Nothing leaves it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>User</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Settings for mail programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take &amp;free ports instead</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The doors stay closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Port</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Security</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No user of this scenario has a door.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Login</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Password</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read by IMAP</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or by POP3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Thunderbird: Settings, Privacy &amp; Security, Manage Certificates, Authorities, Import: that file, once. Then a new account with the settings above, set by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Send by curl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>or by swaks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Read by curl</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>muttrc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody is connected yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connected now:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody is waiting for an answer: press Next, or Play.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::Edits</name>
    <message>
        <source>cannot be read any more: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>cannot be written: %1; what was there is still there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::EventsPanel</name>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::FaultDialog</name>
    <message>
        <source>Break %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>now; or +2min, 90s, 1h</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>until it is repaired; or 30s, 5min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;What:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;From:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>For &amp;how long:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write times like 90s, 5min or 1h; +2min counts from now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From t = %1 to t = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From t = %1 until it is repaired</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::FaultMenu</name>
    <message>
        <source>Re&amp;pair: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A real program on this computer: nothing here can break it</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Later, or for a while…</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::FaultsPanel</name>
    <message>
        <source>Errors</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be opened. What was open stays open.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::FilterBar</name>
    <message>
        <source>Cancel</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop searching and show everything</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Recent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filters that were used before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fields</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>List what a filter can ask</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How many events pass</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the search has come</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▴ %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter can be understood</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The filter has an error</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>None yet: Enter applies a filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::FilterEdit</name>
    <message>
        <source>Filter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filter, for example: smtp.reply &gt;= 400   (Enter applies, Ctrl+Space offers words)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words that may stand here</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Find a term</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terms</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What it means</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::HistoryTimeline</name>
    <message>
        <source>Open the scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline 1965 to today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – opens a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A filled dot has a scenario: Enter or a double click opens it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::HoldBar</name>
    <message>
        <source>Breakpoint</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped at a breakpoint, event %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A real program waits: %1 of %2 s left (%3).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next lets it go on.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::InspectorPanel</name>
    <message>
        <source>Inside the machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inside</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the mail program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A letter that is not written yet</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Press Next until it is, or go to its first event.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letter: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Click a machine, or press N, to look inside it.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::ItemTree</name>
    <message>
        <source>&amp;Copy</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::LadderPanel</name>
    <message>
        <source>DNS</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Export the ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Vector picture (*.svg);;Picture (*.png)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a scenario first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The ladder is too long for a PNG; choose SVG.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::LadderView</name>
    <message>
        <source>Ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been sent yet. Press Next: each line that passes becomes an arrow here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::LanguageChoice</name>
    <message>
        <source>Sentences change at once, labels when Mailflow is started again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As the &amp;system has it</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::LessonPanel</name>
    <message>
        <source>Lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Progress</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Summary</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◂ Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back to the stop before</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Skip</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go on ▸</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Plays on to the next stop.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Predict</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>stop %1 of %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>%n stop(s)</source>
        <translation type="unfinished">
            <numerusform></numerusform>
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The run stops where there is something to see, and asks. Press Next, or Play.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The lesson is over: %1 of %2 questions answered, %3 of them at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go back to stop %1, which is not answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::LetterBrowser</name>
    <message>
        <source>Text of the letter</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::LetterModel</name>
    <message>
        <source>waiting to be sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>will be tried again at t = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>being sent</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken by %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not for everybody: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>taken out of the outbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(not in memory)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>here and on the server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>only here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(nobody)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>t = %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>State</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::LetterPage</name>
    <message>
        <source>Envelope, letter and journey</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text of the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source of the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Octets of the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where on its way</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Where on its way the letter is looked at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>… and %1 more octets</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::LetterView</name>
    <message>
        <source>Subject</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cc</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Date</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>As &amp;HTML</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show the &amp;source</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Source of the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The octets of the letter as they travelled: headers, parts, encodings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The letter brings its text twice: plain, and as HTML.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not fetched, so that nobody learns that you read this: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leads to %1. Links are not opened here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file was not saved</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::MailProgram</name>
    <message>
        <source>&amp;Check mail</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mark as read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a&amp;new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1&apos;s mail – %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mail program of %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Asks the server for new mail: step to see how.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Writes a letter as %1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only on this device: POP3 has no way to tell the server.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Here and, by STORE, on the server: other devices see it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On this device; a copy on the server goes at the next visit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>On the server first; this device follows when it has said yes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Folders</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Letters</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (%2 new)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written here (%1 in the outbox)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Written here</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not take it: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 did not take it for %2: %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has been written here up to this moment. Press Write.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This device is not set up to fetch mail; it only writes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No letters have come to this device up to this moment. Press Check mail, then Next to see how it asks.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>POP3: %1 letters on this device, %2 on %3.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>IMAP: this device has %1 letters; %2 lie on %3, for all devices.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Talking to the server now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Mark as new</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take &amp;out of the outbox</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::Narration</name>
    <message>
        <source>%1 has written to %2. Press Next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing has happened yet. Press Next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing happens here by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has read it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a scenario to begin.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What happened</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A real client is waiting: press Next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing more will happen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::PlaceField</name>
    <message>
        <source>event %1 · t = %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>event %1 of %2 · t = %3</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to an event or a time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Go to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>#41, 2.5s, +4h, 09:15</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is wrong with the place</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There are only %1 events.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 on the world&apos;s clock. Click to go to an event or a time (Ctrl+G).</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::Programs</name>
    <message>
        <source>No mail program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody in this network has a mail program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A real program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is a program on this computer. It has its own window; here you see only what it says on the wire.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 has no mail program. Select a client: a device on which somebody reads and writes.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::RunUntilBar</name>
    <message>
        <source>“%1”</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“%1” to %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It has not happened, and nothing more will happen by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stopped before it happened.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What to run until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a letter is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>somebody replies</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>something happens at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>it is this late:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What becomes of the letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Class of the reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>2xx, +OK: done</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>3xx, +: go on</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>4xx: not now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>5xx, -ERR, NO: never</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Which machine</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The time to run until</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>+4h, 2.5s, 09:15</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How the run ended</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fold this row away (Esc).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any letter</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>any machine</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::ScenarioList</name>
    <message>
        <source>Scenarios</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Timeline 1965 to today…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file has errors. Open it to see them.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About %1 min.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (has errors)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No scenarios were found. Open one with Ctrl+O, or drop a file here.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::Simulation</name>
    <message>
        <source>it has no variant &quot;%1&quot;</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::StepBar</name>
    <message>
        <source>Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step back. This window then shows what was here before it (Alt+Left).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>One step forward: see what is said on the wire (Alt+Right).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At the beginning</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After event %1 · t = %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::TerminalProgram</name>
    <message>
        <source>Typed at</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Server</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Service</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What AUTH PLAIN would be</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Hang up</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Step to the answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What was said</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nobody has called this service by hand from here, up to this moment. Press Connect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What may be typed next</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Double-click, or Return: puts an example into the line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>After each line, time runs on until the server has answered.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>call</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 (port %2)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>AUTH PLAIN: what would it be for …?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The call is under way: press Next.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What you type now is the letter. A line with a single dot ends it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 · %2%3%4. May come next:</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · encrypted</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source> · as %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 is base64 of: NUL %2 NUL %3</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::Timeline</name>
    <message>
        <source>Timeline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Question: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmark: %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Since %1: %2</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 – click to go there</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::TraceModel</name>
    <message>
        <source>#</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Time</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>From</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>To</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::TransportBar</name>
    <message>
        <source>event</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>reply</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>hop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>delivery</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>to read along</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>as fast as possible</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>◂  Back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Next  ▸</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>❚❚  Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>▶  Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Step size</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Speed of play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A step is a</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>How far the run is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The moments that are marked. B marks one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the boo&amp;kmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Boo&amp;kmark</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::TypedLine</name>
    <message>
        <source>Line to type</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Type a line and press Return</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>mf::ui::Window</name>
    <message>
        <source>Mailflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Words</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Events</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dialogue</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Charts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Programs</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>&amp;Break</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Mailflow[*]</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1[*] – Mailflow</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the scenario as</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep what you did in the scenario&apos;s file?</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Faults, acts and places of machines are written into %1; comments stay.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
