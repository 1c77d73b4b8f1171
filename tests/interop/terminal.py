"""Runs a program that insists on a terminal, and throws away what it draws."""

import os
import pty
import select
import time

import mailflow


def run(*command):
    """Gives the exit status; fails if it has not ended after PATIENCE."""
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, {**os.environ, "TERM": "xterm", "COLUMNS": "120", "LINES": "40"})
    drawn = b""
    deadline = time.monotonic() + mailflow.PATIENCE
    try:
        while time.monotonic() < deadline:
            if not select.select([terminal], [], [], 0.1)[0]:
                continue
            try:
                octets = os.read(terminal, 65536)
            except OSError:  # how Linux says that the other side is closed
                octets = b""
            if not octets:
                return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            drawn = (drawn + octets)[-2000:]
        os.kill(child, 9)
        os.waitpid(child, 0)
        raise AssertionError(f"{command[0]} did not end; last it drew {drawn!r}")
    finally:
        os.close(terminal)
