"""The packets of a run, read by the program that everybody reads packets with."""

import os
import shutil
import subprocess
import unittest

import letters
import mailflow


@unittest.skipUnless(shutil.which("tshark"), "tshark is not installed")
class Packets(mailflow.Case):
    def fields(self, path, display_filter, *fields):
        command = ["tshark", "-n", "-r", path, "-Y", display_filter, "-T", "fields"]
        for field in fields:
            command += ["-e", field]
        done = subprocess.run([*command, "-o", "tcp.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"],
                              capture_output=True, text=True, timeout=mailflow.PATIENCE, check=True)
        return done.stdout.splitlines()

    def test_a_run_is_understood(self):
        path = os.path.join(self.data, "run.pcapng")
        self.run_program(mailflow.PROGRAM, "run", mailflow.SCENARIO, "--quiet", "--pcap", path)
        self.assertIn("alice@example.org", "\n".join(self.fields(path, "smtp", "smtp.req.parameter")))
        self.assertIn("example.net", "\n".join(self.fields(path, "dns", "dns.qry.name")))
        # A password is masked in what is exported, and IMAP's LOGIN then lacks its second word.
        malformed = "(_ws.malformed && !(imap.request contains \"LOGIN ****\"))"
        wrong = f"tcp.checksum.status == 0 || udp.checksum.status == 0 || ip.checksum.status == 0 || {malformed}"
        self.assertEqual(self.fields(path, wrong, "frame.number"), [])
        lost = "tcp.analysis.lost_segment || tcp.analysis.retransmission || tcp.analysis.ack_lost_segment"
        self.assertEqual(self.fields(path, lost, "frame.number"), [])

    def test_a_real_client_is_there(self):
        path = os.path.join(self.data, "serve.pcapng")
        server = self.serve("--pcap", path)
        client = letters.with_login(server)
        client.sendmail(letters.ALICE, [letters.CAROL], letters.three_parts())
        client.quit()
        letters.wait_for_letters(server)
        self.assertEqual(server.stop(), 0)
        self.assertEqual(self.fields(path, "tcp.analysis.lost_segment || tcp.checksum.status == 0", "frame.number"), [])
        self.assertTrue(self.fields(path, "smtp.req.command == \"DATA\"", "frame.number"))


if __name__ == "__main__":
    unittest.main()
