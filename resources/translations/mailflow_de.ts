<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name>Actions</name>
    <message>
        <source>Edit the te&amp;xt</source>
        <translation>Te&amp;xt bearbeiten</translation>
    </message>
    <message>
        <source>Change what the scenario's file says.</source>
        <translation>Ändern, was in der Datei des Szenarios steht.</translation>
    </message>
    <message>
        <source>A&amp;pply the text</source>
        <translation>Text an&amp;wenden</translation>
    </message>
    <message>
        <source>Show what the edited text says, from its beginning.</source>
        <translation>Zeigen, was der bearbeitete Text sagt, von seinem Anfang an.</translation>
    </message>
    <message>
        <source>Add a &amp;mail server</source>
        <translation>&amp;Mailserver hinzufügen</translation>
    </message>
    <message>
        <source>Let one more server take a domain's mail, by another MX record.</source>
        <translation>Noch einen Server die Post einer Domain annehmen lassen, durch einen weiteren MX-Eintrag.</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>Ö&amp;ffnen …</translation>
    </message>
    <message>
        <source>Open a scenario file.</source>
        <translation>Eine Szenariodatei öffnen.</translation>
    </message>
    <message>
        <source>Open &amp;again</source>
        <translation>&amp;Neu öffnen</translation>
    </message>
    <message>
        <source>Read the open scenario's file again and start from its beginning.</source>
        <translation>Die Datei des offenen Szenarios neu lesen und von vorn beginnen.</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>&amp;Speichern</translation>
    </message>
    <message>
        <source>Keep what was done, and where machines are, in the scenario's file.</source>
        <translation>In der Szenariodatei behalten, was getan wurde und wo die Maschinen stehen.</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Keep the scenario, with what was done, in another file.</source>
        <translation>Das Szenario samt dem, was getan wurde, in einer anderen Datei behalten.</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>&amp;Beenden</translation>
    </message>
    <message>
        <source>Close the program.</source>
        <translation>Das Programm schließen.</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Abspielen</translation>
    </message>
    <message>
        <source>Run, or pause.</source>
        <translation>Laufen lassen oder anhalten.</translation>
    </message>
    <message>
        <source>&amp;Next</source>
        <translation>&amp;Weiter</translation>
    </message>
    <message>
        <source>One step forward.</source>
        <translation>Einen Schritt vorwärts.</translation>
    </message>
    <message>
        <source>&amp;Back</source>
        <translation>&amp;Zurück</translation>
    </message>
    <message>
        <source>One step back.</source>
        <translation>Einen Schritt rückwärts.</translation>
    </message>
    <message>
        <source>&amp;First event</source>
        <translation>&amp;Erstes Ereignis</translation>
    </message>
    <message>
        <source>Go back to the beginning.</source>
        <translation>Zum Anfang zurückgehen.</translation>
    </message>
    <message>
        <source>&amp;Last event</source>
        <translation>&amp;Letztes Ereignis</translation>
    </message>
    <message>
        <source>Go on until nothing more will happen.</source>
        <translation>Weitergehen, bis nichts mehr geschieht.</translation>
    </message>
    <message>
        <source>&amp;Go to…</source>
        <translation>&amp;Gehe zu …</translation>
    </message>
    <message>
        <source>Go to an event (#41) or to a time (2.5s, +4h, 09:15).</source>
        <translation>Zu einem Ereignis (#41) oder zu einer Zeit gehen (2,5s oder +4h oder 09:15).</translation>
    </message>
    <message>
        <source>Run &amp;until…</source>
        <translation>La&amp;ufen bis …</translation>
    </message>
    <message>
        <source>Run until a time, a letter's fate, a reply, or anything at a machine.</source>
        <translation>Laufen bis zu einer Zeit, zum Schicksal eines Briefes, zu einer Antwort oder bis an einer Maschine etwas geschieht.</translation>
    </message>
    <message>
        <source>Stop here</source>
        <translation>Hier anhalten</translation>
    </message>
    <message>
        <source>End the long run that is under way.</source>
        <translation>Den langen Lauf beenden, der im Gange ist.</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>Lang&amp;samer</translation>
    </message>
    <message>
        <source>Play at the next slower speed.</source>
        <translation>Mit der nächstlangsameren Geschwindigkeit abspielen.</translation>
    </message>
    <message>
        <source>Fas&amp;ter</source>
        <translation>Schnelle&amp;r</translation>
    </message>
    <message>
        <source>Play at the next faster speed.</source>
        <translation>Mit der nächstschnelleren Geschwindigkeit abspielen.</translation>
    </message>
    <message>
        <source>Boo&amp;kmark</source>
        <translation>Lese&amp;zeichen</translation>
    </message>
    <message>
        <source>Mark this moment, or take the mark away.</source>
        <translation>Diesen Augenblick markieren oder die Markierung wegnehmen.</translation>
    </message>
    <message>
        <source>Next bookmark</source>
        <translation>Nächstes Lesezeichen</translation>
    </message>
    <message>
        <source>Go to the next marked moment.</source>
        <translation>Zum nächsten markierten Augenblick gehen.</translation>
    </message>
    <message>
        <source>Previous bookmark</source>
        <translation>Voriges Lesezeichen</translation>
    </message>
    <message>
        <source>Go to the marked moment before.</source>
        <translation>Zum markierten Augenblick davor gehen.</translation>
    </message>
    <message>
        <source>Bran&amp;ch here</source>
        <translation>&amp;Hier verzweigen</translation>
    </message>
    <message>
        <source>Open another future at this moment; the one beyond it is kept.</source>
        <translation>Von diesem Augenblick an eine andere Zukunft öffnen; die bisherige bleibt erhalten.</translation>
    </message>
    <message>
        <source>Next f&amp;uture</source>
        <translation>Nächste Z&amp;ukunft</translation>
    </message>
    <message>
        <source>Look at the next of the futures.</source>
        <translation>Die nächste der Zukünfte ansehen.</translation>
    </message>
    <message>
        <source>First &amp;difference</source>
        <translation>Erster &amp;Unterschied</translation>
    </message>
    <message>
        <source>Go to where this future first differs from the other one.</source>
        <translation>Dorthin gehen, wo sich diese Zukunft zum ersten Mal von der anderen unterscheidet.</translation>
    </message>
    <message>
        <source>Step by &amp;event</source>
        <translation>Schritt: &amp;Ereignis</translation>
    </message>
    <message>
        <source>A step is one event.</source>
        <translation>Ein Schritt ist ein Ereignis.</translation>
    </message>
    <message>
        <source>Step by &amp;line</source>
        <translation>Schritt: &amp;Zeile</translation>
    </message>
    <message>
        <source>A step is one line of a dialogue.</source>
        <translation>Ein Schritt ist eine Zeile eines Dialogs.</translation>
    </message>
    <message>
        <source>Step by &amp;reply</source>
        <translation>Schritt: &amp;Antwort</translation>
    </message>
    <message>
        <source>A step ends with a server's reply.</source>
        <translation>Ein Schritt endet mit der Antwort eines Servers.</translation>
    </message>
    <message>
        <source>Step by &amp;hop</source>
        <translation>Schritt: E&amp;tappe</translation>
    </message>
    <message>
        <source>A step brings a letter, or a question, one machine further.</source>
        <translation>Ein Schritt bringt einen Brief oder eine Frage eine Maschine weiter.</translation>
    </message>
    <message>
        <source>Step by &amp;delivery</source>
        <translation>Schritt: Zuste&amp;llung</translation>
    </message>
    <message>
        <source>A step ends when a letter lies in a mailbox.</source>
        <translation>Ein Schritt endet, wenn ein Brief in einem Postfach liegt.</translation>
    </message>
    <message>
        <source>To the &amp;cause</source>
        <translation>Zur &amp;Ursache</translation>
    </message>
    <message>
        <source>Go to the event without which the selected one would not be.</source>
        <translation>Zu dem Ereignis gehen, ohne das es das ausgewählte nicht gäbe.</translation>
    </message>
    <message>
        <source>To the c&amp;onsequence</source>
        <translation>Zur &amp;Folge</translation>
    </message>
    <message>
        <source>Go to the first event that followed from the selected one.</source>
        <translation>Zum ersten Ereignis gehen, das aus dem ausgewählten gefolgt ist.</translation>
    </message>
    <message>
        <source>Next at this &amp;machine</source>
        <translation>Nächstes an dieser &amp;Maschine</translation>
    </message>
    <message>
        <source>Go to the next event at the selected machine.</source>
        <translation>Zum nächsten Ereignis an der ausgewählten Maschine gehen.</translation>
    </message>
    <message>
        <source>Previous at this m&amp;achine</source>
        <translation>Voriges an dieser M&amp;aschine</translation>
    </message>
    <message>
        <source>Go to the previous event at the selected machine.</source>
        <translation>Zum vorigen Ereignis an der ausgewählten Maschine gehen.</translation>
    </message>
    <message>
        <source>Next in this &amp;session</source>
        <translation>Nächstes in dieser &amp;Sitzung</translation>
    </message>
    <message>
        <source>Go to the next event of the selected event's session.</source>
        <translation>Zum nächsten Ereignis in der Sitzung des ausgewählten gehen.</translation>
    </message>
    <message>
        <source>Previous in this s&amp;ession</source>
        <translation>Voriges in dieser S&amp;itzung</translation>
    </message>
    <message>
        <source>Go to the previous event of that session.</source>
        <translation>Zum vorigen Ereignis dieser Sitzung gehen.</translation>
    </message>
    <message>
        <source>&amp;Filter events…</source>
        <translation>Ereignisse &amp;filtern …</translation>
    </message>
    <message>
        <source>Type what the events are to be that are shown.</source>
        <translation>Eingeben, welche Ereignisse gezeigt werden sollen.</translation>
    </message>
    <message>
        <source>What a filter can as&amp;k</source>
        <translation>Was ein Filter &amp;fragen kann</translation>
    </message>
    <message>
        <source>List the fields of the filter language.</source>
        <translation>Die Felder der Filtersprache auflisten.</translation>
    </message>
    <message>
        <source>Follow this &amp;letter</source>
        <translation>Diesem &amp;Brief folgen</translation>
    </message>
    <message>
        <source>Show the dialogue of every session that the selected event's letter passed through.</source>
        <translation>Den Dialog jeder Sitzung zeigen, durch die der Brief des ausgewählten Ereignisses gegangen ist.</translation>
    </message>
    <message>
        <source>Cop&amp;y the dialogue</source>
        <translation>Dialog &amp;kopieren</translation>
    </message>
    <message>
        <source>Copy the dialogue that is shown as text.</source>
        <translation>Den gezeigten Dialog als Text kopieren.</translation>
    </message>
    <message>
        <source>DNS in the ladder</source>
        <translation>DNS im Leiterdiagramm</translation>
    </message>
    <message>
        <source>Give each name server a lifeline of its own in the ladder.</source>
        <translation>Jedem Nameserver im Leiterdiagramm eine eigene Lebenslinie geben.</translation>
    </message>
    <message>
        <source>Larger ladder</source>
        <translation>Leiterdiagramm größer</translation>
    </message>
    <message>
        <source>Make the ladder larger.</source>
        <translation>Das Leiterdiagramm vergrößern.</translation>
    </message>
    <message>
        <source>Smaller ladder</source>
        <translation>Leiterdiagramm kleiner</translation>
    </message>
    <message>
        <source>Make the ladder smaller.</source>
        <translation>Das Leiterdiagramm verkleinern.</translation>
    </message>
    <message>
        <source>E&amp;xport the ladder…</source>
        <translation>Leiterdiagramm e&amp;xportieren …</translation>
    </message>
    <message>
        <source>Write the ladder as an SVG or PNG picture.</source>
        <translation>Das Leiterdiagramm als SVG- oder PNG-Bild schreiben.</translation>
    </message>
    <message>
        <source>Show the &amp;words</source>
        <translation>&amp;Worte zeigen</translation>
    </message>
    <message>
        <source>Show every event as a table of words.</source>
        <translation>Jedes Ereignis als Zeile einer Tabelle zeigen.</translation>
    </message>
    <message>
        <source>Show the &amp;charts</source>
        <translation>&amp;Diagramme zeigen</translation>
    </message>
    <message>
        <source>Show letters, delivery times and replies as charts.</source>
        <translation>Briefe, Zustellzeiten und Antworten als Diagramme zeigen.</translation>
    </message>
    <message>
        <source>Save the charts as a &amp;picture…</source>
        <translation>Diagramme als &amp;Bild speichern …</translation>
    </message>
    <message>
        <source>Save the charts as a PNG file.</source>
        <translation>Die Diagramme als PNG-Datei speichern.</translation>
    </message>
    <message>
        <source>Save what is counted as a &amp;table…</source>
        <translation>Zahlen als &amp;Tabelle speichern …</translation>
    </message>
    <message>
        <source>Save how many letters waited and arrived, as a CSV file.</source>
        <translation>Als CSV-Datei speichern, wie viele Briefe gewartet haben und angekommen sind.</translation>
    </message>
    <message>
        <source>Look &amp;inside</source>
        <translation>H&amp;ineinsehen</translation>
    </message>
    <message>
        <source>Show what is inside the selected machine or event.</source>
        <translation>Zeigen, was in der ausgewählten Maschine oder im ausgewählten Ereignis steckt.</translation>
    </message>
    <message>
        <source>Look at the l&amp;etter</source>
        <translation>Den &amp;Brief ansehen</translation>
    </message>
    <message>
        <source>Show what is inside the letter that moved last.</source>
        <translation>Zeigen, was in dem Brief steckt, der sich zuletzt bewegt hat.</translation>
    </message>
    <message>
        <source>Look &amp;deeper</source>
        <translation>&amp;Tiefer sehen</translation>
    </message>
    <message>
        <source>Show an event as a postcard, with its dialogue, or with its bytes.</source>
        <translation>Ein Ereignis als Postkarte, mit seinem Dialog oder mit seinen Bytes zeigen.</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>&amp;Sprache</translation>
    </message>
    <message>
        <source>Choose the language of sentences and labels.</source>
        <translation>Die Sprache von Sätzen und Beschriftungen wählen.</translation>
    </message>
    <message>
        <source>&amp;Scenarios</source>
        <translation>&amp;Szenarien</translation>
    </message>
    <message>
        <source>Show the list of scenarios.</source>
        <translation>Die Liste der Szenarien zeigen.</translation>
    </message>
    <message>
        <source>&amp;Next machine</source>
        <translation>&amp;Nächste Maschine</translation>
    </message>
    <message>
        <source>Select the next machine.</source>
        <translation>Die nächste Maschine auswählen.</translation>
    </message>
    <message>
        <source>&amp;Previous machine</source>
        <translation>&amp;Vorige Maschine</translation>
    </message>
    <message>
        <source>Select the previous machine.</source>
        <translation>Die vorige Maschine auswählen.</translation>
    </message>
    <message>
        <source>Next &amp;link</source>
        <translation>Nächste &amp;Leitung</translation>
    </message>
    <message>
        <source>Select the next link.</source>
        <translation>Die nächste Leitung auswählen.</translation>
    </message>
    <message>
        <source>Move to the l&amp;eft</source>
        <translation>Nach l&amp;inks rücken</translation>
    </message>
    <message>
        <source>Give the selected machine another place.</source>
        <translation>Der ausgewählten Maschine einen anderen Platz geben.</translation>
    </message>
    <message>
        <source>Move to the r&amp;ight</source>
        <translation>Nach &amp;rechts rücken</translation>
    </message>
    <message>
        <source>Move &amp;up</source>
        <translation>Nach &amp;oben rücken</translation>
    </message>
    <message>
        <source>Move d&amp;own</source>
        <translation>Nach &amp;unten rücken</translation>
    </message>
    <message>
        <source>&amp;Break…</source>
        <translation>&amp;Stören …</translation>
    </message>
    <message>
        <source>Break something at the selected machine or link, or repair it.</source>
        <translation>An der ausgewählten Maschine oder Leitung etwas kaputt machen oder reparieren.</translation>
    </message>
    <message>
        <source>Repair &amp;all</source>
        <translation>&amp;Alles reparieren</translation>
    </message>
    <message>
        <source>Mend everything that is broken.</source>
        <translation>Alles in Ordnung bringen, was kaputt ist.</translation>
    </message>
    <message>
        <source>Open the d&amp;oors to real programs</source>
        <translation>T&amp;üren für echte Programme öffnen</translation>
    </message>
    <message>
        <source>Let real mail programs on this computer take part.</source>
        <translation>Echte Mailprogramme auf diesem Computer mitmachen lassen.</translation>
    </message>
    <message>
        <source>Break&amp;points…</source>
        <translation>&amp;Haltepunkte …</translation>
    </message>
    <message>
        <source>Stop at a verb or a reply, before the other side has it.</source>
        <translation>Bei einem Befehl oder einer Antwort anhalten, ehe die andere Seite sie hat.</translation>
    </message>
    <message>
        <source>Open the &amp;DNS box</source>
        <translation>&amp;DNS-Kasten öffnen</translation>
    </message>
    <message>
        <source>Show each name server by itself.</source>
        <translation>Jeden Nameserver für sich zeigen.</translation>
    </message>
    <message>
        <source>Open the &amp;mail program</source>
        <translation>&amp;Mailprogramm öffnen</translation>
    </message>
    <message>
        <source>Read and write on the selected client.</source>
        <translation>Auf dem ausgewählten Client lesen und schreiben.</translation>
    </message>
    <message>
        <source>&amp;Type by hand</source>
        <translation>Von Hand &amp;tippen</translation>
    </message>
    <message>
        <source>Type SMTP, POP3 or IMAP at a server, line by line.</source>
        <translation>SMTP, POP3 oder IMAP Zeile für Zeile an einem Server eintippen.</translation>
    </message>
    <message>
        <source>Zoom &amp;in</source>
        <translation>Ver&amp;größern</translation>
    </message>
    <message>
        <source>Make the picture larger.</source>
        <translation>Das Bild größer machen.</translation>
    </message>
    <message>
        <source>Zoom &amp;out</source>
        <translation>Ver&amp;kleinern</translation>
    </message>
    <message>
        <source>Make the picture smaller.</source>
        <translation>Das Bild kleiner machen.</translation>
    </message>
    <message>
        <source>Show e&amp;verything</source>
        <translation>&amp;Alles zeigen</translation>
    </message>
    <message>
        <source>Fit the whole network into the picture.</source>
        <translation>Das ganze Netz ins Bild einpassen.</translation>
    </message>
    <message>
        <source>&amp;Glossary</source>
        <translation>&amp;Glossar</translation>
    </message>
    <message>
        <source>Explain the words of the field, first those of this moment.</source>
        <translation>Die Fachwörter erklären, zuerst die dieses Augenblicks.</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>&amp;Lektion</translation>
    </message>
    <message>
        <source>Show the lesson of the scenario.</source>
        <translation>Die Lektion des Szenarios zeigen.</translation>
    </message>
    <message>
        <source>P&amp;redict</source>
        <translation>&amp;Vorhersagen</translation>
    </message>
    <message>
        <source>Answer the question; or, if there is none, say what will come next.</source>
        <translation>Die Frage beantworten; oder, wenn keine gestellt ist, sagen, was als Nächstes kommt.</translation>
    </message>
    <message>
        <source>S&amp;kip the question</source>
        <translation>Frage &amp;überspringen</translation>
    </message>
    <message>
        <source>Go on without an answer.</source>
        <translation>Ohne Antwort weitergehen.</translation>
    </message>
    <message>
        <source>To the stop &amp;before</source>
        <translation>Zum &amp;Halt davor</translation>
    </message>
    <message>
        <source>Go back to the stop of the lesson before.</source>
        <translation>Zum vorigen Halt der Lektion zurückgehen.</translation>
    </message>
    <message>
        <source>&amp;Timeline 1965 to today</source>
        <translation>&amp;Zeitleiste 1965 bis heute</translation>
    </message>
    <message>
        <source>Show when the parts of mail came about; some open a scenario.</source>
        <translation>Zeigen, wann die Teile der Mail entstanden sind; einige öffnen ein Szenario.</translation>
    </message>
    <message>
        <source>&amp;Keys</source>
        <translation>&amp;Tasten</translation>
    </message>
    <message>
        <source>List the keys.</source>
        <translation>Die Tasten auflisten.</translation>
    </message>
    <message>
        <source>&amp;About Mailflow</source>
        <translation>Ü&amp;ber Mailflow</translation>
    </message>
    <message>
        <source>Version and licence.</source>
        <translation>Version und Lizenz.</translation>
    </message>
    <message>
        <source>P&amp;lanned…</source>
        <translation>&amp;Geplant …</translation>
    </message>
    <message>
        <source>List what is going to break, and call it off.</source>
        <translation>Auflisten, was ausfallen wird, und es absagen.</translation>
    </message>
</context>
<context>
    <name>BranchBar</name>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>not written</source>
        <translation>nicht geschrieben</translation>
    </message>
</context>
<context>
    <name>DoorPanel</name>
    <message>
        <source>%1 at %2</source>
        <translation>%1 auf %2</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>Switch it &amp;off</source>
        <translation>A&amp;usschalten</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>Cut the li&amp;nk</source>
        <translation>Die Lei&amp;tung trennen</translation>
    </message>
    <message>
        <source>cut</source>
        <translation>getrennt</translation>
    </message>
    <message>
        <source>Make it &amp;slow</source>
        <translation>&amp;Verlangsamen</translation>
    </message>
    <message>
        <source>slow</source>
        <translation>langsam</translation>
    </message>
    <message>
        <source>&amp;Lose packets</source>
        <translation>Pa&amp;kete verlieren lassen</translation>
    </message>
    <message>
        <source>loses packets</source>
        <translation>verliert Pakete</translation>
    </message>
    <message>
        <source>&amp;Fill its mailboxes</source>
        <translation>Postfächer &amp;füllen</translation>
    </message>
    <message>
        <source>mailboxes full</source>
        <translation>Postfächer voll</translation>
    </message>
    <message>
        <source>&amp;Greylist strangers</source>
        <translation>&amp;Greylisting für Fremde</translation>
    </message>
    <message>
        <source>greylists</source>
        <translation>Greylisting</translation>
    </message>
    <message>
        <source>&amp;Refuse all mail</source>
        <translation>Alle Mail ab&amp;weisen</translation>
    </message>
    <message>
        <source>refuses mail</source>
        <translation>weist Mail ab</translation>
    </message>
    <message>
        <source>Give &amp;wrong addresses</source>
        <translation>Falsche A&amp;dressen geben</translation>
    </message>
    <message>
        <source>wrong addresses</source>
        <translation>falsche Adressen</translation>
    </message>
    <message>
        <source>&amp;Deny every name</source>
        <translation>Jeden &amp;Namen leugnen</translation>
    </message>
    <message>
        <source>denies every name</source>
        <translation>leugnet jeden Namen</translation>
    </message>
    <message>
        <source>Answer l&amp;ate</source>
        <translation>Spä&amp;t antworten</translation>
    </message>
    <message>
        <source>answers late</source>
        <translation>antwortet spät</translation>
    </message>
</context>
<context>
    <name>FilterFields</name>
    <message>
        <source>&lt;p&gt;A field alone asks whether an event has it; &lt;b&gt;!&lt;/b&gt;, &lt;b&gt;&amp;amp;&amp;amp;&lt;/b&gt;, &lt;b&gt;||&lt;/b&gt; and parentheses join tests.&lt;/p&gt;&lt;p&gt;Numbers and times: &lt;b&gt;== != &amp;lt; &amp;lt;= &amp;gt; &amp;gt;=&lt;/b&gt; and &lt;b&gt;in {400..499, 554}&lt;/b&gt;. Text: &lt;b&gt;== !=&lt;/b&gt;, &lt;b&gt;contains&lt;/b&gt;, &lt;b&gt;matches&lt;/b&gt; (a pattern) and &lt;b&gt;in {a, b}&lt;/b&gt;; capitals do not matter. What has a space in it stands in quotation marks.&lt;/p&gt;</source>
        <translation>&lt;p&gt;Ein Feld allein fragt, ob ein Ereignis es hat; &lt;b&gt;!&lt;/b&gt;, &lt;b&gt;&amp;amp;&amp;amp;&lt;/b&gt;, &lt;b&gt;||&lt;/b&gt; und Klammern verbinden Bedingungen.&lt;/p&gt;&lt;p&gt;Zahlen und Zeiten: &lt;b&gt;== != &amp;lt; &amp;lt;= &amp;gt; &amp;gt;=&lt;/b&gt; und &lt;b&gt;in {400..499, 554}&lt;/b&gt;. Text: &lt;b&gt;== !=&lt;/b&gt;, &lt;b&gt;contains&lt;/b&gt;, &lt;b&gt;matches&lt;/b&gt; (ein Muster) und &lt;b&gt;in {a, b}&lt;/b&gt;; groß oder klein ist gleich. Was ein Leerzeichen enthält, steht in Anführungszeichen.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>Feld</translation>
    </message>
    <message>
        <source>Example</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>Was es ist</translation>
    </message>
    <message>
        <source>What a filter can ask</source>
        <translation>Wonach ein Filter fragen kann</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>in the queue</source>
        <translation>in der Schlange</translation>
    </message>
    <message>
        <source>attempt %1: in vain</source>
        <translation>Fehlversuch %1</translation>
    </message>
    <message>
        <source>waited</source>
        <translation>gewartet</translation>
    </message>
    <message>
        <source>host is back</source>
        <translation>Host wieder da</translation>
    </message>
    <message>
        <source>attempt %1</source>
        <translation>Versuch %1</translation>
    </message>
    <message>
        <source>Time taken</source>
        <translation>Gebrauchte Zeit</translation>
    </message>
    <message>
        <source>attempt failed</source>
        <translation>Versuch gescheitert</translation>
    </message>
    <message>
        <source>another try is set</source>
        <translation>neuer Versuch angesetzt</translation>
    </message>
    <message>
        <source>… and %1 more</source>
        <translation>… und %1 weitere</translation>
    </message>
    <message>
        <source>show more</source>
        <translation>mehr zeigen</translation>
    </message>
    <message>
        <source>Envelope</source>
        <translation>Umschlag</translation>
    </message>
    <message>
        <source>what SMTP is told</source>
        <translation>was SMTP gesagt wird</translation>
    </message>
    <message>
        <source>The envelope decides where the letter goes. It is thrown away at the end.</source>
        <translation>Der Umschlag entscheidet, wohin der Brief geht. Am Ende wird er weggeworfen.</translation>
    </message>
    <message>
        <source>gone; of it there remains:</source>
        <translation>fort; von ihm bleibt:</translation>
    </message>
    <message>
        <source>&lt;&gt; (nobody: a report)</source>
        <translation>&lt;&gt; (niemand: ein Bericht)</translation>
    </message>
    <message>
        <source>delivered to</source>
        <translation>zugestellt an</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>Brief</translation>
    </message>
    <message>
        <source>what people see</source>
        <translation>was Menschen sehen</translation>
    </message>
    <message>
        <source>Its octets cannot be seen here.</source>
        <translation>Seine Bytes sind hier nicht zu sehen.</translation>
    </message>
    <message>
        <source>1 line is new here</source>
        <translation>1 Zeile ist hier neu</translation>
    </message>
    <message>
        <source>%1 lines are new here</source>
        <translation>%1 Zeilen sind hier neu</translation>
    </message>
    <message>
        <source>New here: %1</source>
        <translation>Hier neu: %1</translation>
    </message>
    <message>
        <source>its report</source>
        <translation>sein Bericht</translation>
    </message>
    <message>
        <source>look inside it</source>
        <translation>hineinsehen</translation>
    </message>
    <message>
        <source>Journey</source>
        <translation>Weg</translation>
    </message>
    <message>
        <source>1 machine</source>
        <translation>1 Maschine</translation>
    </message>
    <message>
        <source>%1 machines</source>
        <translation>%1 Maschinen</translation>
    </message>
    <message>
        <source>reports about</source>
        <translation>berichtet über</translation>
    </message>
    <message>
        <source>the letter itself</source>
        <translation>der Brief selbst</translation>
    </message>
    <message>
        <source>as it lies in the mailbox on %1</source>
        <translation>wie er im Postfach auf %1 liegt</translation>
    </message>
    <message>
        <source>as it was written on %1</source>
        <translation>wie er auf %1 geschrieben wurde</translation>
    </message>
    <message>
        <source>as %1 got it by %2</source>
        <translation>wie %1 ihn über %2 bekam</translation>
    </message>
    <message>
        <source>At t = %1. A click or Enter goes there.</source>
        <translation>Bei t = %1. Ein Klick oder die Eingabetaste geht dorthin.</translation>
    </message>
    <message>
        <source>1 letter</source>
        <translation>1 Brief</translation>
    </message>
    <message>
        <source>%1 letters</source>
        <translation>%1 Briefe</translation>
    </message>
    <message>
        <source>Programs</source>
        <translation>Programme</translation>
    </message>
    <message>
        <source> · switched off</source>
        <translation> · ausgeschaltet</translation>
    </message>
    <message>
        <source>answered</source>
        <translation>beantwortet</translation>
    </message>
    <message>
        <source>flagged</source>
        <translation>markiert</translation>
    </message>
    <message>
        <source>marked as deleted</source>
        <translation>zum Löschen vorgemerkt</translation>
    </message>
    <message>
        <source>draft</source>
        <translation>Entwurf</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>unread</source>
        <translation>ungelesen</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(kein Betreff)</translation>
    </message>
    <message>
        <source>still on the server</source>
        <translation>noch auf dem Server</translation>
    </message>
    <message>
        <source>no longer on the server</source>
        <translation>nicht mehr auf dem Server</translation>
    </message>
    <message>
        <source>copy on %1</source>
        <translation>Kopie auf %1</translation>
    </message>
    <message>
        <source>%1
UID %2, %3 octets, in %4</source>
        <translation>%1
UID %2, %3 Bytes, in %4</translation>
    </message>
    <message>
        <source>%1 unread</source>
        <translation>%1 ungelesen</translation>
    </message>
    <message>
        <source>UIDVALIDITY %1, next UID %2</source>
        <translation>UIDVALIDITY %1, nächste UID %2</translation>
    </message>
    <message>
        <source>… and %1 older ones</source>
        <translation>… und %1 ältere</translation>
    </message>
    <message>
        <source>IMAP: copies, the letters stay here</source>
        <translation>IMAP: Kopien, die Briefe bleiben hier</translation>
    </message>
    <message>
        <source>POP3: copies, and leaves the letters here</source>
        <translation>POP3: Kopien, und lässt die Briefe hier</translation>
    </message>
    <message>
        <source>POP3: takes the letters away</source>
        <translation>POP3: nimmt die Briefe mit</translation>
    </message>
    <message>
        <source>on %1</source>
        <translation>auf %1</translation>
    </message>
    <message>
        <source>, still here, too</source>
        <translation>, auch noch hier</translation>
    </message>
    <message>
        <source>, taken away from here</source>
        <translation>, hier weggenommen</translation>
    </message>
    <message>
        <source>, %1 of them taken away</source>
        <translation>, davon %1 weggenommen</translation>
    </message>
    <message>
        <source>look there</source>
        <translation>dort nachsehen</translation>
    </message>
    <message>
        <source>only on that device</source>
        <translation>nur auf diesem Gerät</translation>
    </message>
    <message>
        <source>Mailboxes</source>
        <translation>Postfächer</translation>
    </message>
    <message>
        <source>sends through</source>
        <translation>sendet über</translation>
    </message>
    <message>
        <source>fetches from</source>
        <translation>holt ab bei</translation>
    </message>
    <message>
        <source>how</source>
        <translation>wie</translation>
    </message>
    <message>
        <source>IMAP: keeps copies</source>
        <translation>IMAP: behält Kopien</translation>
    </message>
    <message>
        <source>POP3: leaves them on the server</source>
        <translation>POP3: lässt sie auf dem Server</translation>
    </message>
    <message>
        <source>POP3: takes them away</source>
        <translation>POP3: nimmt sie mit</translation>
    </message>
    <message>
        <source>there is no such name</source>
        <translation>diesen Namen gibt es nicht</translation>
    </message>
    <message>
        <source>there is no %1</source>
        <translation>kein Eintrag %1</translation>
    </message>
    <message>
        <source>could not be found out</source>
        <translation>war nicht herauszufinden</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message>
        <source>until it is forgotten</source>
        <translation>bis es vergessen wird</translation>
    </message>
    <message>
        <source>1 record</source>
        <translation>1 Eintrag</translation>
    </message>
    <message>
        <source>%1 records</source>
        <translation>%1 Einträge</translation>
    </message>
    <message>
        <source>%1 (may be remembered for %2 s)</source>
        <translation>%1 (darf %2 s gemerkt werden)</translation>
    </message>
    <message>
        <source>Remembered answers</source>
        <translation>Gemerkte Antworten</translation>
    </message>
    <message>
        <source>Zones</source>
        <translation>Zonen</translation>
    </message>
    <message>
        <source>anybody else @%1</source>
        <translation>alle anderen @%1</translation>
    </message>
    <message>
        <source>Aliases</source>
        <translation>Aliasse</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <source>asking DNS</source>
        <translation>fragt das DNS</translation>
    </message>
    <message>
        <source>waiting for a free connection</source>
        <translation>wartet auf eine freie Verbindung</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>failed: it stays here</source>
        <translation>gescheitert: bleibt hier</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>%1 times</source>
        <translation>%1-mal</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>an %1</translation>
    </message>
    <message>
        <source>next attempt</source>
        <translation>nächster Versuch</translation>
    </message>
    <message>
        <source>from</source>
        <translation>von</translation>
    </message>
    <message>
        <source>nobody (a report)</source>
        <translation>niemand (ein Bericht)</translation>
    </message>
    <message>
        <source>tried</source>
        <translation>versucht</translation>
    </message>
    <message>
        <source>last answer</source>
        <translation>letzte Antwort</translation>
    </message>
    <message>
        <source>at %1</source>
        <translation>um %1</translation>
    </message>
    <message>
        <source>the letter</source>
        <translation>der Brief</translation>
    </message>
    <message>
        <source>Waiting to leave</source>
        <translation>Wartet auf Abgang</translation>
    </message>
    <message>
        <source>Remembered as out of reach</source>
        <translation>Als unerreichbar gemerkt</translation>
    </message>
    <message>
        <source>left alone, called again</source>
        <translation>in Ruhe gelassen, wieder angerufen</translation>
    </message>
    <message>
        <source>rule</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>written in</source>
        <translation>steht in</translation>
    </message>
    <message>
        <source>Look inside the letter</source>
        <translation>In den Brief sehen</translation>
    </message>
    <message>
        <source>Event %1 · t = %2</source>
        <translation>Ereignis %1 · t = %2</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Warum</translation>
    </message>
    <message>
        <source>Because of</source>
        <translation>Wegen</translation>
    </message>
    <message>
        <source>What followed</source>
        <translation>Was folgte</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Was gesagt wurde</translation>
    </message>
    <message>
        <source>How it came about</source>
        <translation>Wie es dazu kam</translation>
    </message>
    <message>
        <source>On the wire (%1 octets)</source>
        <translation>Auf der Leitung (%1 Bytes)</translation>
    </message>
    <message>
        <source>… and %1 more octets</source>
        <translation>… und %1 weitere Bytes</translation>
    </message>
    <message>
        <source>at</source>
        <translation>um</translation>
    </message>
    <message>
        <source>to</source>
        <translation>an</translation>
    </message>
    <message>
        <source>takes</source>
        <translation>dauert</translation>
    </message>
    <message>
        <source>Facts</source>
        <translation>Fakten</translation>
    </message>
    <message>
        <source>may be said next</source>
        <translation>nun erlaubt</translation>
    </message>
    <message>
        <source>waits for</source>
        <translation>wartet auf</translation>
    </message>
    <message>
        <source>encrypted</source>
        <translation>verschlüsselt</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no: in clear</source>
        <translation>nein: im Klartext</translation>
    </message>
    <message>
        <source> · TLS</source>
        <translation> · TLS</translation>
    </message>
    <message>
        <source>called by</source>
        <translation>angerufen von</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>ruft an</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>im Gange</translation>
    </message>
    <message>
        <source>state here</source>
        <translation>Zustand hier</translation>
    </message>
    <message>
        <source>state there</source>
        <translation>Zustand dort</translation>
    </message>
    <message>
        <source>logged in</source>
        <translation>angemeldet</translation>
    </message>
    <message>
        <source>for a letter</source>
        <translation>für einen Brief</translation>
    </message>
    <message>
        <source>since</source>
        <translation>seit</translation>
    </message>
    <message>
        <source>Talking</source>
        <translation>Im Gespräch</translation>
    </message>
    <message>
        <source>Out of order</source>
        <translation>Gestört</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>seit %1</translation>
    </message>
    <message>
        <source>client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>mail server</source>
        <translation>Mailserver</translation>
    </message>
    <message>
        <source>name server</source>
        <translation>Nameserver</translation>
    </message>
    <message>
        <source>resolver</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>real program</source>
        <translation>echtes Programm</translation>
    </message>
    <message>
        <source>in %1, at %2: jump to it</source>
        <translation>in %1, um %2: dorthin springen</translation>
    </message>
</context>
<context>
    <name>QMessageBox</name>
    <message>
        <source>About Mailflow</source>
        <translation>Über Mailflow</translation>
    </message>
    <message>
        <source>&lt;h3&gt;Mailflow %1&lt;/h3&gt;&lt;p&gt;Shows how electronic mail travels, and is a local mail system. Nothing leaves this computer.&lt;/p&gt;&lt;p&gt;Free software under the GNU General Public License, version 3 or later. It comes with no warranty.&lt;/p&gt;</source>
        <translation>&lt;h3&gt;Mailflow %1&lt;/h3&gt;&lt;p&gt;Zeigt, wie elektronische Post reist, und ist ein lokales Mailsystem. Nichts verlässt diesen Computer.&lt;/p&gt;&lt;p&gt;Freie Software unter der GNU General Public License, Version 3 oder später. Ohne jede Gewährleistung.&lt;/p&gt;</translation>
    </message>
</context>
<context>
    <name>Stage</name>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>%1 machines</source>
        <translation>%1 Maschinen</translation>
    </message>
    <message>
        <source>who takes mail for …?</source>
        <translation>wer nimmt Mail für …?</translation>
    </message>
</context>
<context>
    <name>Teller</name>
    <message>
        <source>the letter (%1 octets)</source>
        <translation>der Brief (%1 Bytes)</translation>
    </message>
</context>
<context>
    <name>Text</name>
    <message>
        <source>… and %1 more octets</source>
        <translation>… und %1 weitere Bytes</translation>
    </message>
</context>
<context>
    <name>mf::ui</name>
    <message>
        <source>outgoing</source>
        <translation>ausgehend</translation>
    </message>
    <message>
        <source>incoming</source>
        <translation>eingehend</translation>
    </message>
    <message>
        <source>CPYNET, mailbox files</source>
        <translation>CPYNET, Postfächer</translation>
    </message>
    <message>
        <source>mail program</source>
        <translation>Mailprogramm</translation>
    </message>
    <message>
        <source>name server</source>
        <translation>Nameserver</translation>
    </message>
    <message>
        <source>resolver</source>
        <translation>Resolver</translation>
    </message>
    <message>
        <source>PDP-10 with TENEX</source>
        <translation>PDP-10 mit TENEX</translation>
    </message>
    <message>
        <source>real clients</source>
        <translation>echte Programme</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>auf diesem Computer</translation>
    </message>
    <message>
        <source>%1 µs</source>
        <translation>%1 µs</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>“#%1” is no event; write #41</source>
        <translation>„#%1“ ist kein Ereignis; schreiben Sie #41</translation>
    </message>
    <message>
        <source>The first event is #1</source>
        <translation>Das erste Ereignis ist #1</translation>
    </message>
    <message>
        <source>“%1” is no time; write 2.5s, +4h or 09:15</source>
        <translation>„%1“ ist keine Zeit; schreiben Sie 2,5s oder +4h oder 09:15</translation>
    </message>
    <message>
        <source>“%1” has no unit; write %1s, %1min, %1h or #%1</source>
        <translation>„%1“ hat keine Einheit; schreiben Sie %1s, %1min, %1h oder #%1</translation>
    </message>
    <message>
        <source>“%1” is no unit; write us, ms, s, min, h or d</source>
        <translation>„%1“ ist keine Einheit; schreiben Sie us, ms, s, min, h oder d</translation>
    </message>
    <message>
        <source>That is too far away</source>
        <translation>Das ist zu weit weg</translation>
    </message>
    <message>
        <source>“%1” is no time of day</source>
        <translation>„%1“ ist keine Uhrzeit</translation>
    </message>
    <message>
        <source>Write #41, 2.5s, +4h or 09:15</source>
        <translation>Schreiben Sie #41 oder 2,5s oder +4h oder 09:15</translation>
    </message>
    <message>
        <source>%1 ms</source>
        <translation>%1 ms</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 min</translation>
    </message>
    <message>
        <source>%1:%2 min</source>
        <translation>%1:%2 min</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>%1:%2 h</source>
        <translation>%1:%2 h</translation>
    </message>
    <message>
        <source>%1:%2:%3 h</source>
        <translation>%1:%2:%3 h</translation>
    </message>
    <message>
        <source>%1 d</source>
        <translation>%1 d</translation>
    </message>
    <message>
        <source>%1 d %2:%3</source>
        <translation>%1 d %2:%3</translation>
    </message>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>waiting in a queue</source>
        <translation>in einer Warteschlange</translation>
    </message>
    <message>
        <source>relayed</source>
        <translation>weitergeleitet</translation>
    </message>
    <message>
        <source>handed over</source>
        <translation>übergeben</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>abgelegt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>reported late</source>
        <translation>als verspätet gemeldet</translation>
    </message>
    <message>
        <source>sent back</source>
        <translation>zurückgesandt</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>fallen gelassen</translation>
    </message>
</context>
<context>
    <name>mf::ui::Beads</name>
    <message>
        <source>written</source>
        <translation>geschrieben</translation>
    </message>
    <message>
        <source>accepted</source>
        <translation>angenommen</translation>
    </message>
    <message>
        <source>relayed</source>
        <translation>weitergeleitet</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>abgelegt</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>sent back</source>
        <translation>zurückgesandt</translation>
    </message>
    <message>
        <source>Stages of the letter</source>
        <translation>Stationen des Briefes</translation>
    </message>
    <message>
        <source>Look inside the letter</source>
        <translation>In den Brief sehen</translation>
    </message>
    <message>
        <source>%1: yes</source>
        <translation>%1: ja</translation>
    </message>
    <message>
        <source>%1: not yet</source>
        <translation>%1: noch nicht</translation>
    </message>
</context>
<context>
    <name>mf::ui::BranchBar</name>
    <message>
        <source>“%1” to %2: %3 → %4</source>
        <translation>„%1“ an %2: %3 → %4</translation>
    </message>
    <message>
        <source>As it was</source>
        <translation>Wie es war</translation>
    </message>
    <message>
        <source>Branched at %1</source>
        <translation>Verzweigt bei %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Futures</source>
        <translation>Zukünfte</translation>
    </message>
    <message>
        <source>Held against</source>
        <translation>Verglichen mit</translation>
    </message>
    <message>
        <source>The future to compare with</source>
        <translation>Die Zukunft, mit der verglichen wird</translation>
    </message>
    <message>
        <source>The first difference</source>
        <translation>Der erste Unterschied</translation>
    </message>
    <message>
        <source>Letters that fared differently</source>
        <translation>Briefe, denen es anders erging</translation>
    </message>
    <message>
        <source>Jump there</source>
        <translation>Dorthin springen</translation>
    </message>
    <message>
        <source>Every letter with another fate; choosing one goes to that moment.</source>
        <translation>Alle Briefe mit anderem Schicksal; wer einen wählt, geht zu diesem Augenblick.</translation>
    </message>
    <message>
        <source>Nothing differs.</source>
        <translation>Nichts unterscheidet sich.</translation>
    </message>
    <message>
        <source>Nothing differs so far.</source>
        <translation>Bisher unterscheidet sich nichts.</translation>
    </message>
    <message>
        <source>Only here, at %1: %2</source>
        <translation>Nur hier, bei %1: %2</translation>
    </message>
    <message>
        <source>Only there, at %1: %2</source>
        <translation>Nur dort, bei %1: %2</translation>
    </message>
    <message>
        <source>From %1: %2 That takes %3 here, %4 there.</source>
        <translation>Ab %1: %2 Das dauert hier %3, dort %4.</translation>
    </message>
    <message>
        <source>Here, at %1: %2 There, at %3: %4</source>
        <translation>Hier, bei %1: %2 Dort, bei %3: %4</translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>%n Brief</numerusform>
            <numerusform>%n Briefe</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s) with another fate</source>
        <translation>
            <numerusform>%n Brief mit anderem Schicksal</numerusform>
            <numerusform>%n Briefe mit anderem Schicksal</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mf::ui::BreakpointDialog</name>
    <message>
        <source>None yet. A line or reply that is told of here stops the run before it leaves, and a real client waits for it.</source>
        <translation>Noch keiner. Eine Zeile oder Antwort, die hier genannt ist, hält den Lauf an, bevor sie hinausgeht, und ein echter Client wartet darauf.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>&amp;Entfernen</translation>
    </message>
    <message>
        <source>Breakpoints</source>
        <translation>Haltepunkte</translation>
    </message>
    <message>
        <source>any</source>
        <translation>beliebig</translation>
    </message>
    <message>
        <source>RCPT, 550, 5xx; empty: any line</source>
        <translation>RCPT, 550, 5xx; leer: jede Zeile</translation>
    </message>
    <message>
        <source>&amp;Add</source>
        <translation>&amp;Hinzufügen</translation>
    </message>
    <message>
        <source>&amp;Machine:</source>
        <translation>&amp;Maschine:</translation>
    </message>
    <message>
        <source>&amp;Protocol:</source>
        <translation>&amp;Protokoll:</translation>
    </message>
    <message>
        <source>&amp;Verb or reply:</source>
        <translation>&amp;Befehl oder Antwort:</translation>
    </message>
    <message>
        <source>any line</source>
        <translation>jede Zeile</translation>
    </message>
</context>
<context>
    <name>mf::ui::Canvas</name>
    <message>
        <source>Picture of the network</source>
        <translation>Bild des Netzes</translation>
    </message>
    <message>
        <source>Break…</source>
        <translation>Stören …</translation>
    </message>
    <message>
        <source>Break something here, or repair it (X)</source>
        <translation>Hier etwas kaputt machen oder reparieren (X)</translation>
    </message>
</context>
<context>
    <name>mf::ui::ChartsPanel</name>
    <message>
        <source>longer</source>
        <translation>länger</translation>
    </message>
    <message>
        <source>≤ %1</source>
        <translation>≤ %1</translation>
    </message>
    <message>
        <source>Letters over time</source>
        <translation>Briefe im Lauf der Zeit</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Briefe</translation>
    </message>
    <message>
        <source>How long deliveries took</source>
        <translation>Wie lange Zustellungen dauerten</translation>
    </message>
    <message>
        <source>Time to deliver</source>
        <translation>Zeit bis zur Zustellung</translation>
    </message>
    <message>
        <source>Replies by class</source>
        <translation>Antworten nach Klasse</translation>
    </message>
    <message>
        <source>Replies</source>
        <translation>Antworten</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Press Next: letters and replies are counted here.</source>
        <translation>Noch ist nichts geschehen. Drücken Sie „Weiter“: Hier werden Briefe und Antworten gezählt.</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>Save the charts as a picture</source>
        <translation>Diagramme als Bild speichern</translation>
    </message>
    <message>
        <source>Pictures (*.png)</source>
        <translation>Bilder (*.png)</translation>
    </message>
    <message>
        <source>Save what is counted as a table</source>
        <translation>Zahlen als Tabelle speichern</translation>
    </message>
    <message>
        <source>Tables (*.csv)</source>
        <translation>Tabellen (*.csv)</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>zugestellt</translation>
    </message>
    <message>
        <source>under way</source>
        <translation>im Gange</translation>
    </message>
    <message>
        <source>in a queue</source>
        <translation>in einer Warteschlange</translation>
    </message>
    <message>
        <source>In queues: %1, under way: %2, delivered: %3. Replies %4.</source>
        <translation>In Warteschlangen: %1, unterwegs: %2, zugestellt: %3. Antworten %4.</translation>
    </message>
    <message>
        <source>Not saved: %1</source>
        <translation>Nicht gespeichert: %1</translation>
    </message>
    <message>
        <source>No letter has arrived yet.</source>
        <translation>Noch ist kein Brief angekommen.</translation>
    </message>
    <message>
        <source>Nobody has replied yet.</source>
        <translation>Noch hat niemand geantwortet.</translation>
    </message>
</context>
<context>
    <name>mf::ui::ChoiceRow</name>
    <message>
        <source>Answer %1: %2</source>
        <translation>Antwort %1: %2</translation>
    </message>
    <message>
        <source>Not so. Try again.</source>
        <translation>So nicht. Versuchen Sie es noch einmal.</translation>
    </message>
    <message>
        <source>Not so. %1</source>
        <translation>So nicht. %1</translation>
    </message>
    <message>
        <source>Right.</source>
        <translation>Richtig.</translation>
    </message>
    <message>
        <source>Right. %1</source>
        <translation>Richtig. %1</translation>
    </message>
</context>
<context>
    <name>mf::ui::ClaimsView</name>
    <message>
        <source>What is commonly said about this, and what is more exactly so.</source>
        <translation>Was man darüber gemeinhin sagt, und was genauer stimmt.</translation>
    </message>
    <message>
        <source>Commonly said (%1)</source>
        <translation>Gemeinhin gesagt (%1)</translation>
    </message>
    <message>
        <source>Show the moment</source>
        <translation>Den Augenblick zeigen</translation>
    </message>
    <message>
        <source>Show the moment: %1</source>
        <translation>Den Augenblick zeigen: %1</translation>
    </message>
    <message>
        <source>Go to the moment that shows this.</source>
        <translation>Zu dem Augenblick gehen, der das zeigt.</translation>
    </message>
    <message>
        <source>Commonly said</source>
        <translation>Gemeinhin gesagt</translation>
    </message>
    <message>
        <source>More exactly</source>
        <translation>Genauer</translation>
    </message>
</context>
<context>
    <name>mf::ui::Composer</name>
    <message>
        <source>&amp;Send</source>
        <translation>&amp;Senden</translation>
    </message>
    <message>
        <source>&amp;Take out</source>
        <translation>&amp;Herausnehmen</translation>
    </message>
    <message>
        <source>Write as %1</source>
        <translation>Als %1 schreiben</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>carol@example.net, bob@example.org</source>
        <translation>carol@example.net, bob@example.org</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation>Angehängte Dateien</translation>
    </message>
    <message>
        <source>Puts the letter into the outbox; step to see it leave (Ctrl+Return).</source>
        <translation>Legt den Brief in den Ausgang; mit Schritten sieht man ihn abgehen (Strg+Eingabe).</translation>
    </message>
    <message>
        <source>&amp;Attach…</source>
        <translation>&amp;Anhängen …</translation>
    </message>
    <message>
        <source>Files of together at most %1.</source>
        <translation>Dateien von zusammen höchstens %1.</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>&amp;Cc</source>
        <translation>&amp;Kopie</translation>
    </message>
    <message>
        <source>S&amp;ubject</source>
        <translation>&amp;Betreff</translation>
    </message>
    <message>
        <source>Say who is to get it.</source>
        <translation>Sagen Sie, wer ihn bekommen soll.</translation>
    </message>
    <message>
        <source>Another scenario is open now, so this letter cannot be sent. Copy what you want to keep.</source>
        <translation>Jetzt ist ein anderes Szenario offen; dieser Brief kann nicht gesendet werden. Kopieren Sie, was Sie behalten möchten.</translation>
    </message>
    <message>
        <source>%1 does not fit: a letter takes at most %2 of files.</source>
        <translation>%1 passt nicht: Ein Brief fasst höchstens %2 an Dateien.</translation>
    </message>
    <message>
        <source>Attach files</source>
        <translation>Dateien anhängen</translation>
    </message>
    <message>
        <source>%1 could not be read: %2.</source>
        <translation>%1 konnte nicht gelesen werden: %2.</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Letter not sent</source>
        <translation>Brief nicht gesendet</translation>
    </message>
    <message>
        <source>The letter has not been sent. Throw it away?</source>
        <translation>Der Brief ist nicht gesendet. Wegwerfen?</translation>
    </message>
    <message>
        <source>&amp;Throw away</source>
        <translation>&amp;Wegwerfen</translation>
    </message>
    <message>
        <source>&amp;Keep writing</source>
        <translation>&amp;Weiterschreiben</translation>
    </message>
</context>
<context>
    <name>mf::ui::DepthControl</name>
    <message>
        <source>How deep to look</source>
        <translation>Wie tief hineinsehen</translation>
    </message>
    <message>
        <source>Postcard</source>
        <translation>Postkarte</translation>
    </message>
    <message>
        <source>What happened, and why</source>
        <translation>Was geschah, und warum</translation>
    </message>
    <message>
        <source>Dialogue</source>
        <translation>Dialog</translation>
    </message>
    <message>
        <source>The same, and what was said around it</source>
        <translation>Dasselbe, und was drumherum gesagt wurde</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>The same, and the octets on the wire</source>
        <translation>Dasselbe, und die Bytes auf der Leitung</translation>
    </message>
</context>
<context>
    <name>mf::ui::DialogueModel</name>
    <message>
        <source>%1  %2 → %3  #%4</source>
        <translation>%1  %2 → %3  #%4</translation>
    </message>
    <message>
        <source>connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>TLS</source>
        <translation>TLS</translation>
    </message>
    <message numerus="yes">
        <source>▸ %n more line(s); Enter shows them</source>
        <translation>
            <numerusform>▸ %n weitere Zeile; die Eingabetaste zeigt sie</numerusform>
            <numerusform>▸ %n weitere Zeilen; die Eingabetaste zeigt sie</numerusform>
        </translation>
    </message>
    <message>
        <source>▾ Enter folds this text</source>
        <translation>▾ Die Eingabetaste klappt diesen Text zu</translation>
    </message>
    <message numerus="yes">
        <source>▾ %n line(s) are not shown; Enter folds this text</source>
        <translation>
            <numerusform>▾ %n Zeile wird nicht gezeigt; die Eingabetaste klappt diesen Text zu</numerusform>
            <numerusform>▾ %n Zeilen werden nicht gezeigt; die Eingabetaste klappt diesen Text zu</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>mf::ui::DialoguePanel</name>
    <message>
        <source>Dialogue</source>
        <translation>Dialog</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>Sitzung</translation>
    </message>
    <message>
        <source>No session yet: press Next until a client calls a server</source>
        <translation>Noch keine Sitzung: „Weiter“ drücken, bis ein Client einen Server anruft</translation>
    </message>
</context>
<context>
    <name>mf::ui::DoorPanel</name>
    <message>
        <source>Real mail programs on this computer can take part now. Nothing leaves it.</source>
        <translation>Echte Mailprogramme auf diesem Computer können jetzt mitmachen. Nichts verlässt ihn.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>&amp;User:</source>
        <translation>&amp;Benutzer:</translation>
    </message>
    <message>
        <source>Settings for mail programs</source>
        <translation>Einstellungen für Mailprogramme</translation>
    </message>
    <message>
        <source>Try &amp;again</source>
        <translation>Noch einmal &amp;versuchen</translation>
    </message>
    <message>
        <source>Take &amp;free ports instead</source>
        <translation>Stattdessen &amp;freie Ports nehmen</translation>
    </message>
    <message>
        <source>The doors stay closed.</source>
        <translation>Die Türen bleiben zu.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
    <message>
        <source>%1 – %2</source>
        <translation>%1 – %2</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>Port</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>No user of this scenario has a door.</source>
        <translation>Kein Benutzer dieses Szenarios hat eine Tür.</translation>
    </message>
    <message>
        <source>Login</source>
        <translation>Anmeldename</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Read by IMAP</source>
        <translation>Lesen mit IMAP</translation>
    </message>
    <message>
        <source>or by POP3</source>
        <translation>oder mit POP3</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>Senden</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>Thunderbird: Settings, Privacy &amp; Security, Manage Certificates, Authorities, Import: that file, once. Then a new account with the settings above, set by hand.</source>
        <translation>Thunderbird: Einstellungen, Datenschutz &amp; Sicherheit, Zertifikate verwalten, Zertifizierungsstellen, Importieren: diese Datei, einmal. Dann ein neues Konto mit den Einstellungen oben, von Hand eingerichtet.</translation>
    </message>
    <message>
        <source>Send by curl</source>
        <translation>Senden mit curl</translation>
    </message>
    <message>
        <source>or by swaks</source>
        <translation>oder mit swaks</translation>
    </message>
    <message>
        <source>Read by curl</source>
        <translation>Lesen mit curl</translation>
    </message>
    <message>
        <source>muttrc</source>
        <translation>muttrc</translation>
    </message>
    <message>
        <source>Nobody is connected yet.</source>
        <translation>Noch ist niemand verbunden.</translation>
    </message>
    <message>
        <source>Connected now:</source>
        <translation>Jetzt verbunden:</translation>
    </message>
    <message>
        <source>Somebody is waiting for an answer: press Next, or Play.</source>
        <translation>Jemand wartet auf eine Antwort: „Weiter“ oder „Abspielen“ drücken.</translation>
    </message>
    <message>
        <source>Close what keeps them closed and try again; or take free ports, which have other numbers than usual.</source>
        <translation>Beenden Sie, was sie zuhält, und versuchen Sie es noch einmal; oder nehmen Sie freie Ports, die andere Nummern haben als sonst.</translation>
    </message>
    <message>
        <source>Nobody is connected.</source>
        <translation>Niemand ist verbunden.</translation>
    </message>
</context>
<context>
    <name>mf::ui::Edits</name>
    <message>
        <source>Something that was typed at t = %1</source>
        <translation>Etwas, das bei t = %1 getippt wurde</translation>
    </message>
    <message>
        <source>%1 (Only its attached files are left out.)</source>
        <translation>%1 (Nur die Anhänge fehlen.)</translation>
    </message>
</context>
<context>
    <name>mf::ui::EventsPanel</name>
    <message>
        <source>Nothing has happened yet. Press Next: each thing that happens becomes a row here.</source>
        <translation>Noch ist nichts geschehen. Drücken Sie „Weiter“: Alles, was geschieht, wird hier eine Zeile.</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
</context>
<context>
    <name>mf::ui::FaultDialog</name>
    <message>
        <source>Break %1</source>
        <translation>%1 stören</translation>
    </message>
    <message>
        <source>now; or +2min, 90s, 1h</source>
        <translation>jetzt; oder +2min, 90s, 1h</translation>
    </message>
    <message>
        <source>until it is repaired; or 30s, 5min</source>
        <translation>bis zur Reparatur; oder 30s, 5min</translation>
    </message>
    <message>
        <source>&amp;What:</source>
        <translation>&amp;Was:</translation>
    </message>
    <message>
        <source>&amp;From:</source>
        <translation>A&amp;b:</translation>
    </message>
    <message>
        <source>For &amp;how long:</source>
        <translation>Wie &amp;lange:</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>Stören</translation>
    </message>
    <message>
        <source>Write times like 90s, 5min or 1h; +2min counts from now.</source>
        <translation>Schreiben Sie Zeiten wie 90s, 5min oder 1h; +2min zählt von jetzt an.</translation>
    </message>
    <message>
        <source>From t = %1 to t = %2</source>
        <translation>Von t = %1 bis t = %2</translation>
    </message>
    <message>
        <source>From t = %1 until it is repaired</source>
        <translation>Ab t = %1 bis zur Reparatur</translation>
    </message>
</context>
<context>
    <name>mf::ui::FaultMenu</name>
    <message>
        <source>Add a mail server for %1</source>
        <translation>Mailserver für %1 hinzufügen</translation>
    </message>
    <message>
        <source>Re&amp;pair: %1</source>
        <translation>Re&amp;parieren: %1</translation>
    </message>
    <message>
        <source>A real program on this computer: nothing here can break it</source>
        <translation>Ein echtes Programm auf diesem Computer: Hier kann es nichts stören</translation>
    </message>
    <message>
        <source>&amp;Later, or for a while…</source>
        <translation>&amp;Später oder eine Zeit lang …</translation>
    </message>
    <message>
        <source>&amp;Call off: %1 from t = %2</source>
        <translation>&amp;Absagen: %1 ab t = %2</translation>
    </message>
    <message>
        <source>All t&amp;hat is planned (%1)…</source>
        <translation>Alles Gep&amp;lante (%1) …</translation>
    </message>
</context>
<context>
    <name>mf::ui::FaultsPanel</name>
    <message>
        <source>Errors</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>What is wrong</source>
        <translation>Was falsch ist</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Noch einmal versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 could not be opened. Nothing else has changed.</source>
        <translation>%1 konnte nicht geöffnet werden. Sonst hat sich nichts geändert.</translation>
    </message>
    <message>
        <source>%1 could not be saved. What you did is still here.</source>
        <translation>%1 konnte nicht gespeichert werden. Was Sie getan haben, ist noch da.</translation>
    </message>
    <message numerus="yes">
        <source>%1 is saved, but %n act(s) cannot be kept in a scenario file:</source>
        <translation>
            <numerusform>%1 ist gespeichert, aber eine Handlung hat in einer Szenariodatei keinen Platz:</numerusform>
            <numerusform>%1 ist gespeichert, aber %n Handlungen haben in einer Szenariodatei keinen Platz:</numerusform>
        </translation>
    </message>
    <message>
        <source>Not saved</source>
        <translation>Nicht gespeichert</translation>
    </message>
    <message>
        <source>What is not in the file</source>
        <translation>Was nicht in der Datei steht</translation>
    </message>
    <message>
        <source>Edit here</source>
        <translation>Hier bearbeiten</translation>
    </message>
    <message>
        <source>Mend the file's text in this window (%1).</source>
        <translation>Den Text der Datei in diesem Fenster berichtigen (%1).</translation>
    </message>
</context>
<context>
    <name>mf::ui::FilterBar</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop searching and show everything</source>
        <translation>Nicht weitersuchen und alles zeigen</translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>Zuletzt</translation>
    </message>
    <message>
        <source>Filters that were used before</source>
        <translation>Früher benutzte Filter</translation>
    </message>
    <message>
        <source>Fields</source>
        <translation>Felder</translation>
    </message>
    <message>
        <source>List what a filter can ask</source>
        <translation>Auflisten, was ein Filter fragen kann</translation>
    </message>
    <message>
        <source>How many events pass</source>
        <translation>Wie viele Ereignisse durchkommen</translation>
    </message>
    <message>
        <source>How far the search has come</source>
        <translation>Wie weit die Suche ist</translation>
    </message>
    <message>
        <source>What is wrong with the filter</source>
        <translation>Was am Filter falsch ist</translation>
    </message>
    <message>
        <source>▴ %1</source>
        <translation>▴ %1</translation>
    </message>
    <message>
        <source>The filter can be understood</source>
        <translation>Der Filter ist zu verstehen</translation>
    </message>
    <message>
        <source>The filter has an error</source>
        <translation>Der Filter hat einen Fehler</translation>
    </message>
    <message>
        <source>None yet: Enter applies a filter</source>
        <translation>Noch keine: Die Eingabetaste wendet einen Filter an</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
</context>
<context>
    <name>mf::ui::FilterEdit</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Filter, for example: smtp.reply &gt;= 400   (Enter applies, Ctrl+Space offers words)</source>
        <translation>Filter, zum Beispiel: smtp.reply &gt;= 400   (Eingabe wendet ihn an, Strg+Leertaste schlägt Wörter vor)</translation>
    </message>
    <message>
        <source>Words that may stand here</source>
        <translation>Wörter, die hier stehen können</translation>
    </message>
</context>
<context>
    <name>mf::ui::FolderList</name>
    <message>
        <source>Archive</source>
        <translation>Archiv</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>Entwürfe</translation>
    </message>
    <message>
        <source>Junk</source>
        <translation>Unerwünscht</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>Gesendet</translation>
    </message>
    <message>
        <source>Trash</source>
        <translation>Papierkorb</translation>
    </message>
    <message>
        <source>Inbox</source>
        <translation>Posteingang</translation>
    </message>
    <message>
        <source>Folders</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Written here</source>
        <translation>Hier geschrieben</translation>
    </message>
    <message>
        <source>%1 (%2 waiting)</source>
        <translation>%1 (%2 warten)</translation>
    </message>
    <message>
        <source>%1 (%2 new)</source>
        <translation>%1 (%2 neu)</translation>
    </message>
    <message>
        <source>%1 is on the server only: choose it and press Check mail.</source>
        <translation>%1 ist nur auf dem Server: Wählen Sie es und drücken Sie „Mail abrufen“.</translation>
    </message>
</context>
<context>
    <name>mf::ui::GlossaryDialog</name>
    <message>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <source>Find a term</source>
        <translation>Einen Begriff suchen</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Was er bedeutet</translation>
    </message>
</context>
<context>
    <name>mf::ui::HistoryTimeline</name>
    <message>
        <source>Open the scenario</source>
        <translation>Das Szenario öffnen</translation>
    </message>
    <message>
        <source>Timeline 1965 to today</source>
        <translation>Zeitleiste 1965 bis heute</translation>
    </message>
    <message>
        <source>Source: %1</source>
        <translation>Quelle: %1</translation>
    </message>
    <message>
        <source>%1 – opens a scenario</source>
        <translation>%1 – öffnet ein Szenario</translation>
    </message>
    <message>
        <source>A filled dot has a scenario: Enter or a double click opens it.</source>
        <translation>Ein gefüllter Punkt hat ein Szenario: Eingabetaste oder Doppelklick öffnet es.</translation>
    </message>
</context>
<context>
    <name>mf::ui::HoldBar</name>
    <message>
        <source>Breakpoint</source>
        <translation>Haltepunkt</translation>
    </message>
    <message>
        <source>Stopped at a breakpoint, event %1: %2</source>
        <translation>Am Haltepunkt angehalten, Ereignis %1: %2</translation>
    </message>
    <message>
        <source>A real program waits: %1 of %2 s left (%3).</source>
        <translation>Ein echtes Programm wartet: noch %1 von %2 s (%3).</translation>
    </message>
    <message>
        <source>Next lets it go on.</source>
        <translation>„Weiter“ lässt es weitergehen.</translation>
    </message>
</context>
<context>
    <name>mf::ui::InspectorPanel</name>
    <message>
        <source>Inside the machine</source>
        <translation>In der Maschine</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>Innen</translation>
    </message>
    <message>
        <source>Open the mail program</source>
        <translation>Das Mailprogramm öffnen</translation>
    </message>
    <message>
        <source>Type by hand</source>
        <translation>Von Hand tippen</translation>
    </message>
    <message>
        <source>A letter that is not written yet</source>
        <translation>Ein Brief, der noch nicht geschrieben ist</translation>
    </message>
    <message>
        <source>Press Next until it is, or go to its first event.</source>
        <translation>Drücken Sie „Weiter“, bis er es ist, oder gehen Sie zu seinem ersten Ereignis.</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(kein Betreff)</translation>
    </message>
    <message>
        <source>Letter: %1</source>
        <translation>Brief: %1</translation>
    </message>
    <message>
        <source>Click a machine, or press N, to look inside it.</source>
        <translation>Klicken Sie eine Maschine an, oder drücken Sie N, um hineinzusehen.</translation>
    </message>
</context>
<context>
    <name>mf::ui::ItemTree</name>
    <message>
        <source>&amp;Copy</source>
        <translation>&amp;Kopieren</translation>
    </message>
</context>
<context>
    <name>mf::ui::KeysDialog</name>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
</context>
<context>
    <name>mf::ui::LadderExport</name>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
</context>
<context>
    <name>mf::ui::LadderPanel</name>
    <message>
        <source>DNS</source>
        <translation>DNS</translation>
    </message>
    <message>
        <source>Export the ladder</source>
        <translation>Leiterdiagramm exportieren</translation>
    </message>
    <message>
        <source>Vector picture (*.svg);;Picture (*.png)</source>
        <translation>Vektorbild (*.svg);;Bild (*.png)</translation>
    </message>
    <message>
        <source>Written: %1</source>
        <translation>Geschrieben: %1</translation>
    </message>
    <message>
        <source>Open a scenario first.</source>
        <translation>Öffnen Sie zuerst ein Szenario.</translation>
    </message>
    <message>
        <source>%1 cannot be written: %2</source>
        <translation>%1 kann nicht geschrieben werden: %2</translation>
    </message>
    <message>
        <source>The ladder is too long for a PNG; choose SVG.</source>
        <translation>Das Leiterdiagramm ist zu lang für PNG; wählen Sie SVG.</translation>
    </message>
    <message>
        <source>How much of the ladder is written</source>
        <translation>Wie viel vom Leiterdiagramm geschrieben ist</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Stop writing; no file is left</source>
        <translation>Nicht weiter schreiben; es bleibt keine Datei zurück</translation>
    </message>
    <message>
        <source>Not written: cancelled.</source>
        <translation>Nicht geschrieben: abgebrochen.</translation>
    </message>
    <message>
        <source>Not written: another ladder is shown now.</source>
        <translation>Nicht geschrieben: Jetzt ist ein anderes Leiterdiagramm zu sehen.</translation>
    </message>
</context>
<context>
    <name>mf::ui::LadderView</name>
    <message>
        <source>Ladder</source>
        <translation>Leiterdiagramm</translation>
    </message>
    <message>
        <source>Nothing has been sent yet. Press Next: each line that passes becomes an arrow here.</source>
        <translation>Noch ist nichts gesendet worden. Drücken Sie „Weiter“: Jede Zeile, die vorbeikommt, wird hier ein Pfeil.</translation>
    </message>
</context>
<context>
    <name>mf::ui::LanguageChoice</name>
    <message>
        <source>Sentences change at once, labels when Mailflow is started again.</source>
        <translation>Sätze wechseln sofort, Beschriftungen beim nächsten Start von Mailflow.</translation>
    </message>
    <message>
        <source>As the &amp;system has it</source>
        <translation>Wie das &amp;System</translation>
    </message>
</context>
<context>
    <name>mf::ui::LeavingQuestion</name>
    <message>
        <source>Mailflow</source>
        <translation>Mailflow</translation>
    </message>
    <message>
        <source>Keep what you did in the scenario's file?</source>
        <translation>Behalten, was Sie getan haben?</translation>
    </message>
    <message>
        <source>Leave what you did?</source>
        <translation>Verlassen, was Sie getan haben?</translation>
    </message>
    <message>
        <source>Faults, acts and places of machines are written into %1; comments stay.</source>
        <translation>Störungen, Handlungen und die Plätze der Maschinen werden in %1 geschrieben; Kommentare bleiben.</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) cannot be kept in a scenario file and will be lost:</source>
        <translation>
            <numerusform>Eine Handlung hat in einer Szenariodatei keinen Platz und geht verloren:</numerusform>
            <numerusform>%n Handlungen haben in einer Szenariodatei keinen Platz und gehen verloren:</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und eine weitere</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>Keep what you typed in %1?</source>
        <translation>Behalten, was Sie in %1 getippt haben?</translation>
    </message>
    <message>
        <source>It is written as it stands, with the errors that it still has.</source>
        <translation>Es wird geschrieben, wie es dasteht, mit den Fehlern, die es noch hat.</translation>
    </message>
</context>
<context>
    <name>mf::ui::LessonPanel</name>
    <message>
        <source>The scenario's text has been changed: its lesson may speak of what was there before.</source>
        <translation>Der Text des Szenarios ist geändert worden: Seine Lektion spricht vielleicht von dem, was vorher da war.</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lektion</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>Zusammenfassung</translation>
    </message>
    <message>
        <source>◂ Back</source>
        <translation>◂ Zurück</translation>
    </message>
    <message>
        <source>Back to the stop before</source>
        <translation>Zurück zum Halt davor</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>Überspringen</translation>
    </message>
    <message>
        <source>Go on ▸</source>
        <translation>Weiter ▸</translation>
    </message>
    <message>
        <source>Plays on to the next stop.</source>
        <translation>Spielt bis zum nächsten Halt.</translation>
    </message>
    <message>
        <source>Predict</source>
        <translation>Vorhersagen</translation>
    </message>
    <message>
        <source>stop %1 of %2</source>
        <translation>Halt %1 von %2</translation>
    </message>
    <message numerus="yes">
        <source>%n stop(s)</source>
        <translation>
            <numerusform>%n Halt</numerusform>
            <numerusform>%n Halte</numerusform>
        </translation>
    </message>
    <message>
        <source>The run stops where there is something to see, and asks. Press Next, or Play.</source>
        <translation>Der Lauf hält, wo es etwas zu sehen gibt, und fragt. Drücken Sie „Weiter“ oder „Abspielen“.</translation>
    </message>
    <message>
        <source>The lesson is over: %1 of %2 questions answered, %3 of them at once.</source>
        <translation>Die Lektion ist zu Ende: %1 von %2 Fragen beantwortet, davon %3 gleich beim ersten Mal.</translation>
    </message>
    <message>
        <source>Go back to stop %1, which is not answered</source>
        <translation>Zurück zum Halt %1, der nicht beantwortet ist</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Als Nächstes: %1</translation>
    </message>
</context>
<context>
    <name>mf::ui::LetterBrowser</name>
    <message>
        <source>Text of the letter</source>
        <translation>Text des Briefes</translation>
    </message>
</context>
<context>
    <name>mf::ui::LetterModel</name>
    <message>
        <source>waiting to be sent</source>
        <translation>wartet auf das Senden</translation>
    </message>
    <message>
        <source>will be tried again at t = %1</source>
        <translation>wird bei t = %1 noch einmal versucht</translation>
    </message>
    <message>
        <source>being sent</source>
        <translation>wird gesendet</translation>
    </message>
    <message>
        <source>taken by %1</source>
        <translation>von %1 angenommen</translation>
    </message>
    <message>
        <source>not for everybody: %1</source>
        <translation>nicht für alle: %1</translation>
    </message>
    <message>
        <source>refused: %1</source>
        <translation>abgelehnt: %1</translation>
    </message>
    <message>
        <source>taken out of the outbox</source>
        <translation>aus dem Ausgang genommen</translation>
    </message>
    <message>
        <source>(not in memory)</source>
        <translation>(nicht im Speicher)</translation>
    </message>
    <message>
        <source>read</source>
        <translation>gelesen</translation>
    </message>
    <message>
        <source>new</source>
        <translation>neu</translation>
    </message>
    <message>
        <source>here and on the server</source>
        <translation>hier und auf dem Server</translation>
    </message>
    <message>
        <source>only here</source>
        <translation>nur hier</translation>
    </message>
    <message>
        <source>(nobody)</source>
        <translation>(niemand)</translation>
    </message>
    <message>
        <source>t = %1</source>
        <translation>t = %1</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>Written</source>
        <translation>Geschrieben</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
</context>
<context>
    <name>mf::ui::LetterPage</name>
    <message>
        <source>Where the time went</source>
        <translation>Wo die Zeit blieb</translation>
    </message>
    <message>
        <source>Envelope, letter and journey</source>
        <translation>Umschlag, Brief und Weg</translation>
    </message>
    <message>
        <source>Text of the letter</source>
        <translation>Text des Briefes</translation>
    </message>
    <message>
        <source>Source of the letter</source>
        <translation>Quelltext des Briefes</translation>
    </message>
    <message>
        <source>Octets of the letter</source>
        <translation>Bytes des Briefes</translation>
    </message>
    <message>
        <source>Where on its way</source>
        <translation>Wo auf seinem Weg</translation>
    </message>
    <message>
        <source>Where on its way the letter is looked at</source>
        <translation>Wo auf seinem Weg der Brief angesehen wird</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Bytes</source>
        <translation>Bytes</translation>
    </message>
    <message>
        <source>… and %1 more octets</source>
        <translation>… und %1 weitere Bytes</translation>
    </message>
</context>
<context>
    <name>mf::ui::LetterView</name>
    <message>
        <source>Subject</source>
        <translation>Betreff</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Cc</source>
        <translation>Kopie</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>Datum</translation>
    </message>
    <message>
        <source>As &amp;HTML</source>
        <translation>Als &amp;HTML</translation>
    </message>
    <message>
        <source>Show the &amp;source</source>
        <translation>&amp;Quelltext zeigen</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>Speichern &amp;unter …</translation>
    </message>
    <message>
        <source>Source of the letter</source>
        <translation>Quelltext des Briefes</translation>
    </message>
    <message>
        <source>Attached files</source>
        <translation>Angehängte Dateien</translation>
    </message>
    <message>
        <source>The octets of the letter as they travelled: headers, parts, encodings.</source>
        <translation>Die Bytes des Briefes, wie sie gereist sind: Kopfzeilen, Teile, Kodierungen.</translation>
    </message>
    <message>
        <source>The letter brings its text twice: plain, and as HTML.</source>
        <translation>Der Brief bringt seinen Text zweimal mit: schlicht und als HTML.</translation>
    </message>
    <message>
        <source>(no subject)</source>
        <translation>(kein Betreff)</translation>
    </message>
    <message>
        <source>Not fetched, so that nobody learns that you read this: %1</source>
        <translation>Nicht geholt, damit niemand erfährt, dass Sie dies lesen: %1</translation>
    </message>
    <message>
        <source>%1 · %2 · %3</source>
        <translation>%1 · %2 · %3</translation>
    </message>
    <message>
        <source>Leads to %1. Links are not opened here.</source>
        <translation>Führt zu %1. Verweise werden hier nicht geöffnet.</translation>
    </message>
    <message>
        <source>Save the file</source>
        <translation>Datei speichern</translation>
    </message>
    <message>
        <source>The file was not saved</source>
        <translation>Die Datei wurde nicht gespeichert</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1 konnte nicht geschrieben werden: %2.</translation>
    </message>
</context>
<context>
    <name>mf::ui::MailProgram</name>
    <message>
        <source>&amp;Check mail</source>
        <translation>&amp;Mail abrufen</translation>
    </message>
    <message>
        <source>&amp;Write</source>
        <translation>&amp;Schreiben</translation>
    </message>
    <message>
        <source>&amp;Reply</source>
        <translation>&amp;Antworten</translation>
    </message>
    <message>
        <source>&amp;Mark as read</source>
        <translation>Als &amp;gelesen markieren</translation>
    </message>
    <message>
        <source>Mo&amp;ve to …</source>
        <translation>&amp;Verschieben nach …</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <source>Write a&amp;new</source>
        <translation>Neu schrei&amp;ben</translation>
    </message>
    <message>
        <source>%1's mail – %2</source>
        <translation>Mail von %1 – %2</translation>
    </message>
    <message>
        <source>Mail program of %1</source>
        <translation>Mailprogramm von %1</translation>
    </message>
    <message>
        <source>Asks the server for new mail: step to see how.</source>
        <translation>Fragt den Server nach neuer Mail: mit Schritten sieht man, wie.</translation>
    </message>
    <message>
        <source>This device has no server to hand letters to.</source>
        <translation>Dieses Gerät hat keinen Server, dem es Briefe geben könnte.</translation>
    </message>
    <message>
        <source>Writes a letter as %1.</source>
        <translation>Schreibt einen Brief als %1.</translation>
    </message>
    <message>
        <source>Only on this device: POP3 has no way to tell the server.</source>
        <translation>Nur auf diesem Gerät: POP3 kann es dem Server nicht sagen.</translation>
    </message>
    <message>
        <source>Here and, by STORE, on the server: other devices see it.</source>
        <translation>Hier und, durch STORE, auf dem Server: Andere Geräte sehen es.</translation>
    </message>
    <message>
        <source>On this device; a copy on the server goes at the next visit.</source>
        <translation>Auf diesem Gerät; eine Kopie auf dem Server geht beim nächsten Besuch.</translation>
    </message>
    <message>
        <source>On the server first; this device follows when it has said yes.</source>
        <translation>Zuerst auf dem Server; dieses Gerät folgt, wenn er ja gesagt hat.</translation>
    </message>
    <message>
        <source>POP3 knows one mailbox only.</source>
        <translation>POP3 kennt nur ein Postfach.</translation>
    </message>
    <message>
        <source>By MOVE on the server; which mailboxes there are, a check of mail tells.</source>
        <translation>Durch MOVE auf dem Server; welche Postfächer es gibt, sagt er, wenn Mail abgerufen wird.</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>Briefe</translation>
    </message>
    <message>
        <source>%1 did not take it: %2</source>
        <translation>%1 hat ihn nicht genommen: %2</translation>
    </message>
    <message>
        <source>%1 did not take it for %2: %3</source>
        <translation>%1 hat ihn für %2 nicht genommen: %3</translation>
    </message>
    <message>
        <source>Nothing has been written here up to this moment. Press Write.</source>
        <translation>Bis zu diesem Augenblick ist hier nichts geschrieben worden. Drücken Sie „Schreiben“.</translation>
    </message>
    <message>
        <source>This device is not set up to fetch mail; it only writes.</source>
        <translation>Dieses Gerät ist nicht zum Abholen eingerichtet; es schreibt nur.</translation>
    </message>
    <message>
        <source>%1 is on %2 and not on this device yet. Press Check mail, then Next to see how it is fetched.</source>
        <translation>%1 liegt bei %2 und noch nicht auf diesem Gerät. Drücken Sie „Mail abrufen“, dann „Weiter“, um zu sehen, wie es geholt wird.</translation>
    </message>
    <message>
        <source>No letter lies in %1, as far as this device knows. Press Check mail to ask %2.</source>
        <translation>In %1 liegt kein Brief, soweit dieses Gerät weiß. Drücken Sie „Mail abrufen“, um %2 zu fragen.</translation>
    </message>
    <message>
        <source>No letters have come to this device up to this moment. Press Check mail, then Next to see how it asks.</source>
        <translation>Bis zu diesem Augenblick ist kein Brief auf dieses Gerät gekommen. Drücken Sie „Mail abrufen“, dann „Weiter“, um zu sehen, wie es fragt.</translation>
    </message>
    <message>
        <source>POP3: on this device %1, on %3 %2.</source>
        <translation>POP3: auf diesem Gerät %1, auf %3 %2.</translation>
    </message>
    <message>
        <source>IMAP: on this device %1, on %3 %2 for all devices.</source>
        <translation>IMAP: auf diesem Gerät %1, auf %3 %2 für alle Geräte.</translation>
    </message>
    <message>
        <source>Talking to the server now.</source>
        <translation>Spricht gerade mit dem Server.</translation>
    </message>
    <message>
        <source>&amp;Mark as new</source>
        <translation>Als &amp;neu markieren</translation>
    </message>
    <message>
        <source>Take &amp;out of the outbox</source>
        <translation>Aus dem &amp;Ausgang nehmen</translation>
    </message>
</context>
<context>
    <name>mf::ui::Narration</name>
    <message>
        <source>%1 has written to %2. Press Next.</source>
        <translation>%1 hat an %2 geschrieben. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>Nothing has happened yet. Press Next.</source>
        <translation>Noch ist nichts geschehen. Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>Nothing happens here by itself.</source>
        <translation>Hier geschieht nichts von selbst.</translation>
    </message>
    <message>
        <source>%1 has read it.</source>
        <translation>%1 hat ihn gelesen.</translation>
    </message>
    <message>
        <source>Open a scenario to begin.</source>
        <translation>Öffnen Sie ein Szenario, um zu beginnen.</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>Was geschah</translation>
    </message>
    <message>
        <source>A real client is waiting: press Play.</source>
        <translation>Ein echtes Programm wartet: Drücken Sie „Abspielen“.</translation>
    </message>
    <message>
        <source>Nothing more will happen.</source>
        <translation>Es wird nichts mehr geschehen.</translation>
    </message>
    <message>
        <source>Next: %1</source>
        <translation>Als Nächstes: %1</translation>
    </message>
</context>
<context>
    <name>mf::ui::PlaceField</name>
    <message>
        <source>event %1 · t = %2</source>
        <translation>Ereignis %1 · t = %2</translation>
    </message>
    <message>
        <source>event %1 of %2 · t = %3</source>
        <translation>Ereignis %1 von %2 · t = %3</translation>
    </message>
    <message>
        <source>Go to an event or a time</source>
        <translation>Zu einem Ereignis oder einer Zeit gehen</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>Gehe zu</translation>
    </message>
    <message>
        <source>#41, 2.5s, +4h, 09:15</source>
        <translation>#41; 2,5s; +4h; 09:15</translation>
    </message>
    <message>
        <source>What is wrong with the place</source>
        <translation>Was an der Stelle falsch ist</translation>
    </message>
    <message>
        <source>There are only %1 events.</source>
        <translation>Es gibt nur %1 Ereignisse.</translation>
    </message>
    <message>
        <source>%1 on the world's clock. Click to go to an event or a time (Ctrl+G).</source>
        <translation>%1 auf der Uhr dieser Welt. Ein Klick, um zu einem Ereignis oder einer Zeit zu gehen (Strg+G).</translation>
    </message>
</context>
<context>
    <name>mf::ui::PlannedDialog</name>
    <message>
        <source>Nothing is going to break. What is to break later is planned at a machine or link: Break…, then Later.</source>
        <translation>Nichts wird ausfallen. Was später ausfallen soll, wird an einer Maschine oder Leitung geplant: Stören …, dann Später.</translation>
    </message>
    <message>
        <source>&amp;Call off</source>
        <translation>&amp;Absagen</translation>
    </message>
    <message>
        <source>Planned</source>
        <translation>Geplant</translation>
    </message>
    <message>
        <source>What is going to break</source>
        <translation>Was ausfallen wird</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>It will not break (Delete).</source>
        <translation>Es fällt nicht aus (Entf).</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>%1 (t = %2)</source>
        <translation>%1 (t = %2)</translation>
    </message>
    <message>
        <source>%1 for %2</source>
        <translation>%1, %2 lang</translation>
    </message>
</context>
<context>
    <name>mf::ui::Programs</name>
    <message>
        <source>No mail program</source>
        <translation>Kein Mailprogramm</translation>
    </message>
    <message>
        <source>Nobody in this network has a mail program.</source>
        <translation>Niemand in diesem Netz hat ein Mailprogramm.</translation>
    </message>
    <message>
        <source>A real program</source>
        <translation>Ein echtes Programm</translation>
    </message>
    <message>
        <source>%1 is a program on this computer. It has its own window; here you see only what it says on the wire.</source>
        <translation>%1 ist ein Programm auf diesem Computer. Es hat sein eigenes Fenster; hier sehen Sie nur, was es auf der Leitung sagt.</translation>
    </message>
    <message>
        <source>%1 has no mail program. Select a client: a device on which somebody reads and writes.</source>
        <translation>%1 hat kein Mailprogramm. Wählen Sie einen Client: ein Gerät, auf dem jemand liest und schreibt.</translation>
    </message>
</context>
<context>
    <name>mf::ui::RunUntilBar</name>
    <message>
        <source>“%1”</source>
        <translation>„%1“</translation>
    </message>
    <message>
        <source>“%1” to %2</source>
        <translation>„%1“ an %2</translation>
    </message>
    <message>
        <source>Run until</source>
        <translation>Laufen bis</translation>
    </message>
    <message>
        <source>It has not happened, and nothing more will happen by itself.</source>
        <translation>Es ist nicht geschehen, und von selbst wird nichts mehr geschehen.</translation>
    </message>
    <message>
        <source>Stopped before it happened.</source>
        <translation>Angehalten, ehe es geschah.</translation>
    </message>
    <message>
        <source>What to run until</source>
        <translation>Bis wohin gelaufen wird</translation>
    </message>
    <message>
        <source>a letter is</source>
        <translation>ein Brief ist</translation>
    </message>
    <message>
        <source>somebody replies</source>
        <translation>jemand antwortet</translation>
    </message>
    <message>
        <source>something happens at</source>
        <translation>etwas geschieht an</translation>
    </message>
    <message>
        <source>it is this late:</source>
        <translation>es ist so spät:</translation>
    </message>
    <message>
        <source>Which letter</source>
        <translation>Welcher Brief</translation>
    </message>
    <message>
        <source>What becomes of the letter</source>
        <translation>Was aus dem Brief wird</translation>
    </message>
    <message>
        <source>Class of the reply</source>
        <translation>Klasse der Antwort</translation>
    </message>
    <message>
        <source>2xx, +OK: done</source>
        <translation>2xx, +OK: erledigt</translation>
    </message>
    <message>
        <source>3xx, +: go on</source>
        <translation>3xx, +: weiter</translation>
    </message>
    <message>
        <source>4xx: not now</source>
        <translation>4xx: jetzt nicht</translation>
    </message>
    <message>
        <source>5xx, -ERR, NO: never</source>
        <translation>5xx, -ERR, NO: nie</translation>
    </message>
    <message>
        <source>Which machine</source>
        <translation>Welche Maschine</translation>
    </message>
    <message>
        <source>The time to run until</source>
        <translation>Die Zeit, bis zu der gelaufen wird</translation>
    </message>
    <message>
        <source>+4h, 2.5s, 09:15</source>
        <translation>+4h; 2,5s; 09:15</translation>
    </message>
    <message>
        <source>at</source>
        <translation>bei</translation>
    </message>
    <message>
        <source>How the run ended</source>
        <translation>Wie der Lauf endete</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Los</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Fold this row away (Esc).</source>
        <translation>Diese Zeile zuklappen (Esc).</translation>
    </message>
    <message>
        <source>any letter</source>
        <translation>ein beliebiger Brief</translation>
    </message>
    <message>
        <source>any machine</source>
        <translation>eine beliebige Maschine</translation>
    </message>
</context>
<context>
    <name>mf::ui::ScenarioList</name>
    <message>
        <source>Scenarios</source>
        <translation>Szenarien</translation>
    </message>
    <message>
        <source>Timeline 1965 to today…</source>
        <translation>Zeitleiste 1965 bis heute …</translation>
    </message>
    <message>
        <source>This file has errors. Open it to see them.</source>
        <translation>Diese Datei hat Fehler. Öffnen Sie sie, um sie zu sehen.</translation>
    </message>
    <message>
        <source>About %1 min.</source>
        <translation>Etwa %1 min.</translation>
    </message>
    <message>
        <source>%1 (has errors)</source>
        <translation>%1 (hat Fehler)</translation>
    </message>
    <message>
        <source>No scenarios were found. Open one with Ctrl+O, or drop a file here.</source>
        <translation>Keine Szenarien gefunden. Öffnen Sie eines mit Strg+O, oder ziehen Sie eine Datei hierher.</translation>
    </message>
</context>
<context>
    <name>mf::ui::ScenarioText</name>
    <message>
        <source>Open a scenario: its text stands here.</source>
        <translation>Öffnen Sie ein Szenario: Hier steht sein Text.</translation>
    </message>
    <message numerus="yes">
        <source>%n act(s) that no file has words for are gone.</source>
        <translation>
            <numerusform>%n Handlung, für die keine Datei Worte hat, ist fort.</numerusform>
            <numerusform>%n Handlungen, für die keine Datei Worte hat, sind fort.</numerusform>
        </translation>
    </message>
    <message>
        <source>Text of the scenario</source>
        <translation>Text des Szenarios</translation>
    </message>
    <message>
        <source>Errors in the text</source>
        <translation>Fehler im Text</translation>
    </message>
    <message>
        <source>Place in the text</source>
        <translation>Stelle im Text</translation>
    </message>
    <message>
        <source>The window shows what this text says, from its beginning. Save keeps it.</source>
        <translation>Das Fenster zeigt, was dieser Text sagt, von seinem Anfang an. Speichern behält es.</translation>
    </message>
    <message>
        <source>for %1</source>
        <translation>für %1</translation>
    </message>
    <message>
        <source>%1 takes mail for %2 now, with preference %3: the smallest is tried first. Save keeps it.</source>
        <translation>%1 nimmt jetzt Post für %2 an, mit Präferenz %3: Die kleinste kommt zuerst. Speichern behält es.</translation>
    </message>
    <message>
        <source>Line %1: %2</source>
        <translation>Zeile %1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%n error(s): the window still shows what was applied before.</source>
        <translation>
            <numerusform>%n Fehler: Das Fenster zeigt noch, was zuvor angewendet wurde.</numerusform>
            <numerusform>%n Fehler: Das Fenster zeigt noch, was zuvor angewendet wurde.</numerusform>
        </translation>
    </message>
    <message>
        <source>This can be applied.</source>
        <translation>Das kann angewendet werden.</translation>
    </message>
    <message>
        <source>Line %1, column %2</source>
        <translation>Zeile %1, Spalte %2</translation>
    </message>
    <message>
        <source>The window shows what this text says. Save keeps it.</source>
        <translation>Das Fenster zeigt, was dieser Text sagt. Speichern behält es.</translation>
    </message>
    <message>
        <source>Saved. Apply opens it.</source>
        <translation>Gespeichert. Anwenden öffnet es.</translation>
    </message>
    <message numerus="yes">
        <source>Saved, with %n error(s).</source>
        <translation>
            <numerusform>Gespeichert, mit %n Fehler.</numerusform>
            <numerusform>Gespeichert, mit %n Fehlern.</numerusform>
        </translation>
    </message>
    <message>
        <source>What applying ends</source>
        <translation>Was beim Anwenden endet</translation>
    </message>
    <message numerus="yes">
        <source>▴ Applying closes the doors: %n connection(s) end.</source>
        <translation>
            <numerusform>▴ Anwenden schließt die Türen: %n Verbindung endet.</numerusform>
            <numerusform>▴ Anwenden schließt die Türen: %n Verbindungen enden.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 is being mended here: first apply it, or open another scenario.</source>
        <translation>Hier wird %1 berichtigt: Wenden Sie es erst an, oder öffnen Sie ein anderes Szenario.</translation>
    </message>
    <message numerus="yes">
        <source>%1 has %n error(s), and is not open yet.</source>
        <translation>
            <numerusform>%1 hat %n Fehler und ist noch nicht offen.</numerusform>
            <numerusform>%1 hat %n Fehler und ist noch nicht offen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has no error that is seen: Apply opens it.</source>
        <translation>%1 hat keinen Fehler, der zu sehen ist: Anwenden öffnet es.</translation>
    </message>
</context>
<context>
    <name>mf::ui::StepBar</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
    <message>
        <source>One step back. This window then shows what was here before it (Alt+Left).</source>
        <translation>Einen Schritt zurück. Dieses Fenster zeigt dann, was vorher hier war (Alt+Links).</translation>
    </message>
    <message>
        <source>One step forward: see what is said on the wire (Alt+Right).</source>
        <translation>Einen Schritt weiter: sehen, was auf der Leitung gesagt wird (Alt+Rechts).</translation>
    </message>
    <message>
        <source>At the beginning</source>
        <translation>Am Anfang</translation>
    </message>
    <message>
        <source>After event %1 · t = %2</source>
        <translation>Nach Ereignis %1 · t = %2</translation>
    </message>
</context>
<context>
    <name>mf::ui::TerminalProgram</name>
    <message>
        <source>Typed at</source>
        <translation>Getippt an</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>Server</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>Dienst</translation>
    </message>
    <message>
        <source>What AUTH PLAIN would be</source>
        <translation>Was AUTH PLAIN wäre</translation>
    </message>
    <message>
        <source>&amp;Connect</source>
        <translation>&amp;Verbinden</translation>
    </message>
    <message>
        <source>&amp;Hang up</source>
        <translation>&amp;Auflegen</translation>
    </message>
    <message>
        <source>&amp;Step to the answer</source>
        <translation>&amp;Schritte bis zur Antwort</translation>
    </message>
    <message>
        <source>Type by hand</source>
        <translation>Von Hand tippen</translation>
    </message>
    <message>
        <source>Terminal</source>
        <translation>Terminal</translation>
    </message>
    <message>
        <source>What was said</source>
        <translation>Was gesagt wurde</translation>
    </message>
    <message>
        <source>Nobody has called this service by hand from here, up to this moment. Press Connect.</source>
        <translation>Bis zu diesem Augenblick hat von hier aus niemand diesen Dienst von Hand angerufen. Drücken Sie „Verbinden“.</translation>
    </message>
    <message>
        <source>What may be typed next</source>
        <translation>Was als Nächstes getippt werden darf</translation>
    </message>
    <message>
        <source>Double-click, or Return: puts an example into the line.</source>
        <translation>Doppelklick oder Eingabetaste: setzt ein Beispiel in die Zeile.</translation>
    </message>
    <message>
        <source>After each line, time runs on until the server has answered.</source>
        <translation>Nach jeder Zeile läuft die Zeit weiter, bis der Server geantwortet hat.</translation>
    </message>
    <message>
        <source>At</source>
        <translation>Auf</translation>
    </message>
    <message>
        <source>call</source>
        <translation>anrufen</translation>
    </message>
    <message>
        <source>%1 (port %2)</source>
        <translation>%1 (Port %2)</translation>
    </message>
    <message>
        <source>AUTH PLAIN: what would it be for …?</source>
        <translation>AUTH PLAIN: Wie sähe es aus für …?</translation>
    </message>
    <message>
        <source>The call is under way: press Next.</source>
        <translation>Der Anruf ist im Gange: Drücken Sie „Weiter“.</translation>
    </message>
    <message>
        <source>Not connected.</source>
        <translation>Nicht verbunden.</translation>
    </message>
    <message>
        <source>What you type now is the letter. A line with a single dot ends it.</source>
        <translation>Was Sie jetzt tippen, ist der Brief. Eine Zeile mit einem einzelnen Punkt beendet ihn.</translation>
    </message>
    <message>
        <source>%1 · %2%3%4. May come next:</source>
        <translation>%1 · %2%3%4. Als Nächstes möglich:</translation>
    </message>
    <message>
        <source> · encrypted</source>
        <translation> · verschlüsselt</translation>
    </message>
    <message>
        <source> · as %1</source>
        <translation> · als %1</translation>
    </message>
    <message>
        <source>%1 is base64 of: NUL %2 NUL %3</source>
        <translation>%1 ist base64 von: NUL %2 NUL %3</translation>
    </message>
</context>
<context>
    <name>mf::ui::Timeline</name>
    <message>
        <source>Timeline</source>
        <translation>Zeitleiste</translation>
    </message>
    <message>
        <source>Question: %1</source>
        <translation>Frage: %1</translation>
    </message>
    <message>
        <source>Bookmark: %1</source>
        <translation>Lesezeichen: %1</translation>
    </message>
    <message>
        <source>Since %1: %2</source>
        <translation>Seit %1: %2</translation>
    </message>
    <message>
        <source>…</source>
        <translation>…</translation>
    </message>
    <message>
        <source>%1 – click to go there</source>
        <translation>%1 – ein Klick geht dorthin</translation>
    </message>
</context>
<context>
    <name>mf::ui::TraceModel</name>
    <message>
        <source>#</source>
        <translation>#</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>An</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>Protokoll</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
</context>
<context>
    <name>mf::ui::TransportBar</name>
    <message>
        <source>event</source>
        <translation>Ereignis</translation>
    </message>
    <message>
        <source>line</source>
        <translation>Zeile</translation>
    </message>
    <message>
        <source>reply</source>
        <translation>Antwort</translation>
    </message>
    <message>
        <source>hop</source>
        <translation>Etappe</translation>
    </message>
    <message>
        <source>delivery</source>
        <translation>Zustellung</translation>
    </message>
    <message>
        <source>to read along</source>
        <translation>zum Mitlesen</translation>
    </message>
    <message>
        <source>as fast as possible</source>
        <translation>so schnell wie möglich</translation>
    </message>
    <message>
        <source>◂  Back</source>
        <translation>◂  Zurück</translation>
    </message>
    <message>
        <source>Next  ▸</source>
        <translation>Weiter  ▸</translation>
    </message>
    <message>
        <source>❚❚  Pause</source>
        <translation>❚❚  Anhalten</translation>
    </message>
    <message>
        <source>▶  Play</source>
        <translation>▶  Abspielen</translation>
    </message>
    <message>
        <source>Step size</source>
        <translation>Schrittweite</translation>
    </message>
    <message>
        <source>Speed of play</source>
        <translation>Geschwindigkeit</translation>
    </message>
    <message>
        <source>A step is a</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>How far the run is</source>
        <translation>Wie weit der Lauf ist</translation>
    </message>
    <message>
        <source>Stop (Esc)</source>
        <translation>Anhalten (Esc)</translation>
    </message>
    <message>
        <source>Bookmarks</source>
        <translation>Lesezeichen</translation>
    </message>
    <message>
        <source>The moments that are marked. B marks one.</source>
        <translation>Die markierten Augenblicke. B markiert einen.</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <source>&amp;Play</source>
        <translation>&amp;Abspielen</translation>
    </message>
    <message>
        <source>Remove the boo&amp;kmark</source>
        <translation>Lese&amp;zeichen entfernen</translation>
    </message>
    <message>
        <source>Boo&amp;kmark</source>
        <translation>Lese&amp;zeichen</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>How far a step goes</source>
        <translation>Wie weit ein Schritt geht</translation>
    </message>
    <message>
        <source>How fast playing is</source>
        <translation>Wie schnell abgespielt wird</translation>
    </message>
</context>
<context>
    <name>mf::ui::TypedLine</name>
    <message>
        <source>Line to type</source>
        <translation>Zeile zum Tippen</translation>
    </message>
    <message>
        <source>Type a line and press Return</source>
        <translation>Tippen Sie eine Zeile und drücken Sie die Eingabetaste</translation>
    </message>
</context>
<context>
    <name>mf::ui::Window</name>
    <message>
        <source>Scenario</source>
        <translation>Szenario</translation>
    </message>
    <message>
        <source>Mailflow</source>
        <translation>Mailflow</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>Worte</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Ladder</source>
        <translation>Leiterdiagramm</translation>
    </message>
    <message>
        <source>Dialogue</source>
        <translation>Dialog</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Diagramme</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>&amp;Lauf</translation>
    </message>
    <message>
        <source>&amp;Events</source>
        <translation>&amp;Ereignisse</translation>
    </message>
    <message>
        <source>&amp;Programs</source>
        <translation>&amp;Programme</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Lesson</source>
        <translation>&amp;Lektion</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Break</source>
        <translation>&amp;Stören</translation>
    </message>
    <message>
        <source>Mailflow[*]</source>
        <translation>Mailflow[*]</translation>
    </message>
    <message>
        <source>%1[*] – Mailflow</source>
        <translation>%1[*] – Mailflow</translation>
    </message>
    <message>
        <source>Open a scenario</source>
        <translation>Ein Szenario öffnen</translation>
    </message>
    <message>
        <source>Scenarios (*.yaml *.yml)</source>
        <translation>Szenarien (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>Save the scenario as</source>
        <translation>Szenario speichern unter</translation>
    </message>
</context>
</TS>
