"""Starts `mailflow serve` for the interop tests, and finds its doors. Only Python's standard library."""

import json
import os
import pathlib
import shutil
import signal
import ssl
import subprocess
import tempfile
import time
import unittest

PROGRAM = os.environ.get("MAILFLOW", "build/release/mailflow")
ROOT = pathlib.Path(__file__).resolve().parents[2]
SCENARIO = str(ROOT / "scenarios" / "02-another-network.yaml")
PATIENCE = 120  # seconds that a test waits for what must come; it comes at once, but on a machine that is busy


def until(what, question):
    """Asks until the answer is true, and gives it; fails after PATIENCE."""
    deadline = time.monotonic() + PATIENCE
    while True:
        answer = question()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise AssertionError("this did not happen: " + what)
        time.sleep(0.02)


class Server:
    """One `mailflow serve`, from start to its end."""

    def __init__(self, data, *options, scenario=SCENARIO):
        self.folder = tempfile.mkdtemp(prefix="mailflow-interop-")
        self.endpoints_file = os.path.join(self.folder, "endpoints.json")
        self.log_file = os.path.join(self.folder, "log.txt")
        command = [PROGRAM, "serve", *([scenario] if scenario else []), "--ports", "ephemeral",
                   "--endpoints", self.endpoints_file, *(["--data", data] if data else []), *options]
        with open(self.log_file, "wb") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
        try:
            until("the server is ready", self._ready)
        except AssertionError:
            self.kill()
            raise
        with open(self.endpoints_file, encoding="utf-8") as file:
            self.endpoints = json.load(file)

    def _ready(self):
        if self.process.poll() is not None:
            raise AssertionError("the server ended: " + self.log())
        return os.path.exists(self.endpoints_file)

    def log(self):
        with open(self.log_file, encoding="utf-8") as file:
            return file.read()

    def port(self, node, service):
        for endpoint in self.endpoints["endpoints"]:
            if endpoint["node"] == node and endpoint["service"] == service:
                return endpoint["port"]
        raise AssertionError(f"no {service} at {node}")

    def port_of(self, service):
        """The first door of that service."""
        return next(e["port"] for e in self.endpoints["endpoints"] if e["service"] == service)

    def ca(self):
        return self.endpoints["tls_ca"]

    def tls(self):
        return ssl.create_default_context(cafile=self.ca())

    def stop(self):
        """As an administrator ends it; gives the exit status."""
        self.process.send_signal(signal.SIGTERM)
        status = self.process.wait(timeout=PATIENCE)
        self._forget()
        return status

    def kill(self):
        """As a power cut ends it."""
        self.process.kill()
        self.process.wait()
        self._forget()

    def _forget(self):
        shutil.rmtree(self.folder, ignore_errors=True)


class Case(unittest.TestCase):
    """A test with a data folder, and servers that are gone when it ends."""

    def setUp(self):
        self.data = tempfile.mkdtemp(prefix="mailflow-interop-data-")
        self.addCleanup(shutil.rmtree, self.data, ignore_errors=True)

    def serve(self, *options, **more):
        server = Server(more.pop("data", self.data), *options, **more)
        self.addCleanup(lambda: server.process.poll() is None and server.kill())
        return server

    def run_program(self, *command, accept=(0,), **more):
        done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False, **more)
        self.assertIn(done.returncode, accept, f"{command[0]}: {done.stdout}{done.stderr}")
        return done.stdout
