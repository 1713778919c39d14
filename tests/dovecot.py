"""A real IMAP server for the tests: Dovecot, on a free port of this machine, in a temporary folder,
as an unprivileged user."""

import getpass
import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.certificate import write as write_certificate

CONFIGURATION = """
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:{folder}/mail/%n
mail_plugins = acl
plugin {{
  acl = vfile
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/mail/%n
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


def find_dovecot():
    """The path of the server with its IMAP part, or None. It lives where only root's PATH looks."""
    path = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return path if path and Path("/usr/lib/dovecot/imap").exists() else None


@dataclass
class Dovecot:
    """Any user name has an empty mailbox; the password is the same for all."""

    folder: Path
    port: int
    tls_port: int
    certificate: Path
    process: subprocess.Popen
    password: str = "a:word/of@ours"  # with what an address must quote

    def box(self, user):
        """A connection to look at a mailbox and put mails into it."""
        connection = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        connection.login(user, self.password)
        connection.select("INBOX")
        return connection

    def take_keywords_away(self, user):
        """From now on this user's INBOX keeps no keywords, as with some providers."""
        inbox = self.folder / "mail" / user
        rights = inbox / "dovecot-acl"
        rights.write_text("owner lrtiekx\n")  # without w (RFC 4314, 2.1)
        shutil.chown(rights, inbox.stat().st_uid)

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=10)
        shutil.rmtree(self.folder, ignore_errors=True)


def start():
    """Start it and wait until it answers."""
    with (
        socket.create_server(("127.0.0.1", 0)) as probe,
        socket.create_server(("127.0.0.1", 0)) as other,
    ):
        port, tls_port = probe.getsockname()[1], other.getsockname()[1]
    folder = Path(tempfile.mkdtemp(prefix="dovecot-"))  # short: paths of sockets have a limit
    is_root = os.geteuid() == 0
    user = pwd.getpwnam("nobody" if is_root else getpass.getuser())
    group = grp.getgrgid(user.pw_gid)
    for name in ["run", "state", "mail"]:
        (folder / name).mkdir()
    certificate, key = write_certificate(folder)
    configuration = folder / "dovecot.conf"
    configuration.write_text(
        CONFIGURATION.format(
            folder=folder,
            port=port,
            tls_port=tls_port,
            certificate=certificate,
            key=key,
            user=user.pw_name,
            group=group.gr_name,
            password=Dovecot.password,
        )
    )
    for path in [folder, *folder.iterdir()]:
        shutil.chown(path, user.pw_uid, user.pw_gid)
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if is_root else {}
    command = [find_dovecot(), "-F", "-c", str(configuration)]
    process = subprocess.Popen(command, cwd="/", stderr=subprocess.DEVNULL, **as_user)
    server = Dovecot(folder, port, tls_port, certificate, process)
    for _attempt in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return server
        except OSError:
            time.sleep(0.1)  # until it listens, ten seconds at most
    log = (folder / "log").read_text() if (folder / "log").exists() else "it wrote no log"
    server.stop()
    raise RuntimeError(f"Dovecot did not start: {log}")
