// nodemailer sends letters as they are: node send.mjs JSON, with host, port, wire, ca, user, password, method, to,
// letter (a list of files).
import { readFileSync } from 'node:fs';
import nodemailer from 'nodemailer';

const { host, port, wire, ca, user, password, method, to, letter } = JSON.parse(process.argv[2]);
const transport = nodemailer.createTransport({
    host, port, secure: wire === 'tls', requireTLS: wire === 'starttls', ignoreTLS: wire === 'clear',
    tls: { ca: readFileSync(ca) }, auth: { user, pass: password }, authMethod: method,
    pool: true, maxConnections: 1,
});
await transport.verify();
// The same connection sends the second letter after RSET.
for (const path of letter)
    await transport.sendMail({ envelope: { from: user, to }, raw: readFileSync(path) });
transport.close();
