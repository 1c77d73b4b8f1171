"""A client without manners: says exactly these octets over a real socket, and hears what comes."""

import re
import socket
import ssl

import mailflow


class Line:
    """One connection. What is heard is kept until it is asked for."""

    def __init__(self, port, context=None, greeting=True):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=mailflow.PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if context:
            self.secure(context)
        self.heard = b""
        self.greeting = self.line() if greeting else b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def secure(self, context):
        self.socket = context.wrap_socket(self.socket, server_hostname="localhost")

    def say(self, octets, chunk=None):
        """All at once, or in chunks: one packet each."""
        for start in range(0, len(octets), chunk or len(octets) or 1):
            self.socket.sendall(octets[start:start + (chunk or len(octets))])

    def line(self):
        """The next line, without its CRLF; b"" when the server has closed."""
        return self.until(rb"\r\n").removesuffix(b"\r\n")

    def until(self, pattern):
        """All that is heard up to the end of the first match; less if the server closes first."""
        while True:
            match = re.search(pattern, self.heard)
            if match:
                taken, self.heard = self.heard[:match.end()], self.heard[match.end():]
                return taken
            if not self._hear():
                taken, self.heard = self.heard, b""
                return taken

    def all(self):
        """Everything until the server closes."""
        while self._hear():
            pass
        taken, self.heard = self.heard, b""
        return taken

    def _hear(self):
        try:
            octets = self.socket.recv(1 << 20)
        except (ConnectionError, ssl.SSLEOFError):
            return False
        self.heard += octets
        return bool(octets)

    # ---- SMTP and POP3: a reply to a command ----

    def reply(self):
        """The lines of an SMTP reply."""
        return self.until(rb"(?m)^\d{3}( [^\r\n]*)?\r\n")

    def ask(self, command):
        """Says an SMTP command and gives its reply."""
        self.say(command + b"\r\n")
        return self.reply()

    def ask_pop3(self, command):
        """Says a POP3 command and gives the first line of its response."""
        self.say(command + b"\r\n")
        return self.line()

    def dot_text(self):
        """What follows a POP3 +OK, with its dots undone."""
        text = self.until(rb"(?m)^\.\r\n").removesuffix(b".\r\n")
        return re.sub(rb"(?m)^\.", b"", text)

    # ---- IMAP: tagged commands ----

    def tagged(self, tag):
        """Everything up to the tagged response, with it."""
        return self.until(rb"(?m)^" + re.escape(tag) + rb" [^\r\n]*\r\n")

    def imap(self, command, tag=b"t"):
        self.say(tag + b" " + command + b"\r\n")
        return self.tagged(tag)


def stuffed(letter):
    """As DATA carries it, with its end (RFC 5321 section 4.5.2)."""
    return re.sub(rb"(?m)^\.", b"..", letter) + b".\r\n"
