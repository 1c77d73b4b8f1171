"""Forty letters that break mail programs: made here, named, and to come out octet by octet as they went in."""

import base64
import random

LINE_LIMIT = 998  # octets, RFC 5321 section 4.5.3.1.6 and RFC 5322 section 2.1.1
SIZE_LIMIT = 25_000_000  # what the office takes at most

HEAD = ["From: Alice <alice@example.org>", "To: Bob <bob@example.org>", "Date: Mon, 02 Mar 2026 10:00:00 +0100"]


def letter(name, *body, head=(), end="\r\n"):
    """Lines of text, or of octets as Latin-1 writes them; a blank line before the body."""
    lines = [*HEAD, f"Subject: {name}", f"Message-ID: <{name}@example.org>", *head, "", *body]
    return "\r\n".join(lines).encode("latin-1") + end.encode()


def multipart(name, *lines, kind="multipart/mixed", boundary="edge", quoted=None, **more):
    value = quoted or f'"{boundary}"'
    return letter(name, *lines, head=["MIME-Version: 1.0", f"Content-Type: {kind}; boundary={value}"], **more)


def nested(depth):
    """A multipart in a multipart in a multipart ..., each of them opened and closed."""
    lines = []
    for level in range(1, depth):
        lines += [f"--edge{level - 1}", f'Content-Type: multipart/mixed; boundary="edge{level}"', ""]
    lines += [f"--edge{depth - 1}", "Content-Type: text/plain", "", "The kernel."]
    lines += [f"--edge{level}--" for level in reversed(range(depth))]
    return lines


def forwarded(depth):
    """A letter in a letter in a letter."""
    lines = ["From: someone@example.org", "Subject: innermost", "", "Deep."]
    for level in range(depth):
        lines = [f"Subject: level {level}", "MIME-Version: 1.0", "Content-Type: message/rfc822", "", *lines]
    return lines


def large(octets):
    """A letter of exactly that many octets, in lines of 64 and one that fills up."""
    start = letter("large")
    lines, rest = divmod(octets - len(start) - 2, 66)
    return start + (b"0123456789abcdef" * 4 + b"\r\n") * lines + b"." * rest + b"\r\n"


def noise():
    """All octets but CR and LF, seeded: what comes of a binary file sent as text. No line is too long."""
    chance = random.Random(7)
    octets = bytes(octet for octet in range(1, 256) if octet not in b"\r\n")
    return [bytes(chance.choices(octets, k=500)).decode("latin-1") for _ in range(100)]


ENCODED = base64.encodebytes(bytes(range(256))).decode().splitlines()
ADDRESSES = ", ".join(f"a{number}@example.org" for number in range(50))

# Name -> octets. They end with CRLF, and have no bare CR or LF: SMTP takes them all. NUL is one of the 128 codes of
# RFC 5321 section 4.5.2; IMAP's literals have none (RFC 3501 section 9, CHAR8), but a letter is given as it is.
LETTERS = {
    # lines and dots
    "full-lines": letter("full-lines", "x" * LINE_LIMIT, "." * LINE_LIMIT, "y" * (LINE_LIMIT - 1) + "."),
    "lone-dot": letter("lone-dot", ".", "..", "...", ".", ""),
    "leading-dots": letter("leading-dots", ".a", "..b", ". ", ".\t", " .", "."),
    "only-dots": letter("only-dots", *["."] * 2000),
    "dot-first": b".\r\n",
    "dot-words": letter("dot-words", ".QUIT", "QUIT", ".RSET", "MAIL FROM:<x@example.org>", "A1 LOGOUT", "+OK", "* BYE"),
    "from-lines": letter("from-lines", "From here on", ">From there", "", "From bob@example.org Mon Mar  2 10:00:00 2026"),
    "spaces": letter("spaces", " ", "\t", "trailing   ", "-- ", " leading", "", "", ""),
    "only-newlines": letter("only-newlines", *[""] * 500),
    "dots-at-borders": letter("dots-at-borders", *["." + "z" * (size % 97) for size in range(1500)]),
    # what there may be of a letter
    "empty": b"",
    "only-crlf": b"\r\n",
    "only-crlfs": b"\r\n" * 5,
    "headless": b"\r\nA body, and no header above it.\r\n",
    "bodyless": b"Subject: no body\r\n",
    "bodyless-closed": b"Subject: no body, but its blank line\r\n\r\n",
    "no-colon": b"this is not a header field\r\nSubject: late\r\n\r\nBody.\r\n",
    "mbox-head": b"From alice Mon Mar  2 10:00:00 2026\r\nSubject: mbox\r\n\r\nBody.\r\n",
    "begins-folded": b" folded before anything\r\nSubject: folded\r\n\r\nBody.\r\n",
    # header fields
    "ten-thousand-fields": letter("ten-thousand-fields", "Body.", head=[f"X-{n}: {n}" for n in range(10_000)]),
    "long-field": letter("long-field", head=["X-Long: " + "v" * (LINE_LIMIT - 8)]),
    "folded-field": letter("folded-field", head=["X-Folded:", *["\tpart " + "w" * 900 for _ in range(200)]]),
    "folded-blank": letter("folded-blank", head=["X-Odd: a", " ", "\tb", "X-Space : before the colon", "X-Empty:", "X-Tab:\tc"]),
    "repeated-fields": letter("repeated-fields", head=["Subject: again", "From: x@example.org", "To: y@example.org"] * 3),
    "eight-bit-header": letter("eight-bit-header", "\xe4\xf6\xfc", head=["X-Raw: Gr\xfc\xdfe", "X-UTF8: Gr\xc3\xbc\xc3\x9fe"]),
    "addresses": letter("addresses", head=[
        f"Cc: {ADDRESSES}", 'Reply-To: "Quo\\"te, \\\\ Backslash" <"a b"@example.org>, A Group: x@example.org, y@example.org;, none:;',
        "Sender: =?utf-8?b?R3LDvMOfZQ==?= <@route.test:z@example.org>", "Bcc: (a (nested) comment) w@example.org (another)"]),
    "encoded-words": letter("encoded-words", head=[
        "X-Words: =?utf-8?q?a_b?= =?utf-8?q?c?=", "X-Broken: =?utf-8?q?half =?x?y?z?= =?utf-8?b?!!!!?= =?=?="]),
    "rfc2231-names": multipart(
        "rfc2231-names", "--edge", "Content-Type: application/octet-stream;",
        " name*0*=utf-8'de'Gr%C3%BC; name*1*=%C3%9Fe%20; name*2=\"plain.bin\"",
        "Content-Disposition: attachment; filename*=iso-8859-1''%e4%f6%fc.bin", "Content-Transfer-Encoding: base64", "",
        *ENCODED, "--edge--"),
    # 8 bit
    "eight-bit": letter("eight-bit", *["".join(map(chr, range(128, 256)))] * 20, head=[
        "MIME-Version: 1.0", "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: 8bit"]),
    "nul": letter("nul", "a\0b", "\0", "\0." , ".\0", "\0\0\0"),
    "noise": letter("noise", *noise()),
    "broken-utf8": letter("broken-utf8", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc0\x80", "\xed\xa0\x80", "\xff\xfe", head=[
        "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit"]),
    # MIME
    "nested": multipart("nested", *nested(50), boundary="edge0"),
    "nested-deeply": multipart("nested-deeply", *nested(1200), boundary="edge0"),
    "forwarded": letter("forwarded", *forwarded(30), head=["MIME-Version: 1.0", "Content-Type: message/rfc822"]),
    "boundary-prefix": multipart(
        "boundary-prefix", "--edge", "", "one", "--edge2", "not a border: --edge", "--edged", "--edge", "", "two", "--edge--", "--edge",
        "", "after the end"),
    "boundary-spaces": multipart("boundary-spaces", "--an edge", "", "one", "--an edge  \t", "", "two", "--an edge--  ", boundary="an edge"),
    "no-boundary": letter("no-boundary", "--edge", "", "text", head=["MIME-Version: 1.0", "Content-Type: multipart/mixed"]),
    "empty-boundary": multipart("empty-boundary", "--", "", "text", "----", quoted='""'),
    "no-last-boundary": multipart("no-last-boundary", "--edge", "", "one", "--edge", "Content-Type: text/html", "", "two"),
    "only-last-boundary": multipart("only-last-boundary", "--edge--"),
    "empty-parts": multipart("empty-parts", "--edge", "--edge", "", "--edge", "Content-Type: text/plain", "--edge--"),
    "parts-without-header": multipart("parts-without-header", "--edge", "no header, no blank line", "--edge", "Content-Type", "", "x", "--edge--"),
    "bad-types": multipart(
        "bad-types", "--edge", "Content-Type: ", "", "1", "--edge", "Content-Type: text", "", "2", "--edge", "Content-Type: /", "", "3",
        "--edge", "Content-Type: text/plain; charset; =x; ;; a=\"unclosed", "", "4", "--edge", "Content-Type: a/b/c; d=e f", "", "5",
        "--edge--"),
    "bad-encodings": multipart(
        "bad-encodings", "--edge", "Content-Transfer-Encoding: base64", "", "!!! not base64 ===", "A", "--edge",
        "Content-Transfer-Encoding: quoted-printable", "", "=ZZ = =", "=", "--edge", "Content-Transfer-Encoding: rot13", "", "uryyb", "--edge--"),
    "digest": multipart("digest", "--edge", "", "Subject: one", "", "1", "--edge", "Subject: not a letter", "", "2", "--edge--",
                        kind="multipart/digest"),
    "html-mess": multipart(
        "html-mess", "--edge", 'Content-Type: multipart/related; boundary="inner"', "", "--inner", "Content-Type: text/html", "",
        "<img src=cid:x>", "--inner", "Content-ID: <x>", "Content-Type: image/png", "Content-Transfer-Encoding: base64", "", *ENCODED,
        "--edge--", "an epilogue of the outer one", kind="multipart/alternative"),
    # size
    "largest": large(SIZE_LIMIT),
}

# Only APPEND takes these: SMTP ends each line by CRLF, and refuses what its RFC does.
APPEND_ONLY = {
    "no-final-newline": letter("no-final-newline", "The end.", end=""),
    "header-without-newline": b"Subject: cut off",
    "over-long-line": letter("over-long-line", "x" * 5000, head=["X-Long: " + "h" * 70_000]),
    "bare-cr": letter("bare-cr", "a\rb", "c\r", "\rd"),
    "bare-lf": letter("bare-lf", "a\nb", "\n\n", ".\n"),
    "lone-cr-end": letter("lone-cr-end", "a", end="\r"),
}
