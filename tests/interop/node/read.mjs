// imapflow reads, flags, moves, appends and waits: node read.mjs JSON, with host, port, wire, ca, user, password,
// folder. Writes the letters of the inbox into the folder, and what else it saw to its standard output.
import { readFileSync, writeFileSync } from 'node:fs';
import { ImapFlow } from 'imapflow';

const { host, port, wire, ca, user, password, folder } = JSON.parse(process.argv[2]);
const client = new ImapFlow({
    host, port, secure: wire === 'tls', doSTARTTLS: wire === 'starttls', tls: { ca: readFileSync(ca) },
    auth: { user, pass: password }, logger: false,
});
await client.connect();
const seen = { subjects: [], parts: [], structures: [] };
const lock = await client.getMailboxLock('INBOX');
let uid;
try {
    const wanted = { uid: true, source: true, envelope: true, bodyStructure: true, flags: true };
    for await (const letter of client.fetch('1:*', wanted)) {
        writeFileSync(`${folder}/new/${letter.uid}`, letter.source);
        seen.subjects.push(letter.envelope.subject);
        seen.structures.push(letter.bodyStructure.type);
        uid ??= letter.uid;
    }
    for (const part of ['1', '3']) {
        const { content } = await client.download(uid, part, { uid: true });
        const chunks = [];
        for await (const chunk of content)
            chunks.push(chunk);
        seen.parts.push(Buffer.concat(chunks).toString('base64'));
    }
    await client.messageFlagsAdd('1', ['\\Flagged', '$Important']);
    seen.created = (await client.mailboxCreate(['Von', 'Müller & Söhne'])).created;
    seen.moved = await client.messageMove('2', 'Von/Müller & Söhne');
    seen.moved.uidMap = [...seen.moved.uidMap];
    seen.found = await client.search({ subject: 'dots' });
    const again = readFileSync(`${folder}/new/${uid}`);
    const appended = await client.append('INBOX', again, ['\\Seen'], new Date('2026-01-01T00:00:00Z'));
    seen.appendedUid = appended.uid;
    seen.dates = [];
    for await (const letter of client.fetch({ uid: appended.uid }, { internalDate: true }))
        seen.dates.push(letter.internalDate);
    seen.status = await client.status('Von/Müller & Söhne', { messages: true, unseen: true });
    seen.list = (await client.list()).map((mailbox) => mailbox.path);
} finally {
    lock.release();
}
// IDLE: another session adds a letter when it hears that we wait.
const arrived = new Promise((resolve) => client.once('exists', resolve));
client.idle().catch(() => {}); // it ends with the session
process.stdout.write('waiting\n');
seen.exists = (await arrived).count;
await client.logout();
const plain = (_, value) => (typeof value === 'bigint' ? Number(value) : value);
process.stdout.write(JSON.stringify(seen, plain) + '\n');
