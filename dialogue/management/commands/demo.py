"""manage.py demo: try the project out on one machine, with data, workers and web server."""

import contextlib
import io
import secrets
import signal
import socket
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.urls import reverse
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _

from dialogue.management import schema
from dialogue.models import Dialogue

SLUG = "ai-governance-2026"


def own_documents() -> list[str]:
    """The paths of the texts that come with the project, in both languages."""
    folder = settings.BASE_DIR / "agenda" / "loading" / "data" / SLUG
    return [str(folder / f"background-{code}.txt") for code, _name in settings.LANGUAGES]


class Command(BaseCommand):
    help = "Set up the demonstration and serve it; a second run keeps the data."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--reset", action="store_true", help="delete the data first")
        parser.add_argument("--documents", help="a file or folder with source documents to import")
        parser.add_argument("--no-serve", action="store_true", help="set up only")

    def handle(
        self, *, port: int, reset: bool, documents: str | None, no_serve: bool, **options: Any
    ) -> None:
        if settings.MODE != "demo":
            raise CommandError(
                _("This command is for MODE=demo; here MODE is %(mode)s.") % {"mode": settings.MODE}
            )
        if not no_serve:
            self.refuse_used_port(port)
        self.refuse_unwritable(settings.VAR)
        if reset:
            self.delete_data()
        self.set_up()
        if documents:
            self.step(_("Importing documents"))
            # One bad file must not keep the rest of the demonstration from starting.
            with contextlib.suppress(CommandError, SystemExit):
                call_command("import_documents", documents, stdout=self.stdout)
        self.print_addresses()
        if not no_serve:
            self.serve(port)

    def refuse_used_port(self, port: int) -> None:
        """Raises CommandError if another program listens on the port."""
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError as error:
                raise CommandError(
                    _("Port %(port)d is in use. Choose another: make demo PORT=%(other)d")
                    % {"port": port, "other": port + 1}
                ) from error

    def refuse_unwritable(self, folder: Path) -> None:
        """Create the folder if need be. Raises CommandError if it cannot be written to."""
        try:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / ".writable").touch()
            (folder / ".writable").unlink()
        except OSError as error:
            raise CommandError(
                _("The folder %(folder)s cannot be written to: %(why)s.")
                % {"folder": folder, "why": error.strerror}
            ) from error

    def delete_data(self) -> None:
        """Delete the database and the administrator's password."""
        self.step(_("Deleting the old data"))
        connection.close()
        for name in ["db.sqlite3", "db.sqlite3-wal", "db.sqlite3-shm", "admin-password"]:
            (settings.VAR / name).unlink(missing_ok=True)

    def set_up(self) -> None:
        """Prepare the database and, unless it has data from last time, fill it."""
        self.step(_("Preparing the database"))
        schema.refuse_misfit(before_migrating=True)
        call_command("migrate", verbosity=0)
        schema.refuse_misfit()
        self.step(_("Collecting static files"))
        call_command("collectstatic", interactive=False, verbosity=0)
        if Dialogue.objects.exists():
            self.step(_("Keeping the data from last time (make demo RESET=1 starts over)"))
            return
        call_command("load_roles", stdout=io.StringIO())
        first_day = self.next_second_of_june()
        self.step(
            _("Loading the dialogue; the documents say 2–3 June 2026, here it begins on %s")
            % formats.date_format(first_day, "DATE_FORMAT")
        )
        call_command("load_dialogue", starts_on=first_day.isoformat(), stdout=io.StringIO())
        self.step(_("Loading thirty-six sample delegates"))
        call_command("load_samples", SLUG, stdout=io.StringIO())
        self.create_admin()
        self.step(_("Importing the project’s own background paper"))
        call_command("import_documents", *own_documents(), stdout=io.StringIO())
        self.step(_("Releasing the draft programme"))
        call_command("release_programme", SLUG, stdout=io.StringIO())
        self.step(_("Inviting some of them, and recording some answers"))
        call_command("play_samples", SLUG, stdout=io.StringIO())
        self.step(_("Asking some to take roles, and releasing the programme with them"))
        call_command("play_programme", SLUG, stdout=io.StringIO())

    def next_second_of_june(self) -> date:
        """The first day of the demonstration's dialogue: always in the future."""
        today = timezone.localdate()
        this_year = today.replace(month=6, day=2)
        return this_year if this_year > today else this_year.replace(year=today.year + 1)

    def create_admin(self) -> None:
        """Create the administrator with a random password, which is also written to a file."""
        password = secrets.token_urlsafe(9)
        get_user_model().objects.create_superuser("admin", "admin@example.org", password)
        path = self.password_file
        path.write_text(password + "\n")
        path.chmod(0o600)

    @property
    def password_file(self) -> Path:
        """Where the administrator's password is kept for the next run."""
        return Path(settings.VAR) / "admin-password"

    def step(self, text: str) -> None:
        """Print what is being done."""
        self.stdout.write(f"· {text} …")
        self.stdout.flush()

    def print_addresses(self) -> None:
        """Print the addresses to open in a browser."""
        base = settings.PUBLIC_URL
        dialogue = Dialogue.objects.earliest("starts_on", "slug")
        invitation = dialogue.invitations.filter(status="invited").order_by("pk").first()
        with translation.override("en"):
            public = base + dialogue.get_absolute_url()
        rows = [
            (_("Public page"), public),
            (_("Admin site"), base + reverse("admin:index")),
            ("", _("user admin, password %s") % self.password_file.read_text().strip()),
            (
                _("A delegate’s link"),
                base + invitation.page_path
                if invitation
                else _("every invitation has been answered"),
            ),
            (_("Calendar"), base + reverse("calendar", kwargs={"slug": dialogue.slug})),
            (_("Emails"), base + reverse("admin:mail_outgoingmail_changelist")),
        ]
        self.stdout.write("")
        for label, text in rows:
            self.stdout.write(f"  {label:<18} {text}")
        self.stdout.write("")
        self.stdout.flush()

    def serve(self, port: int) -> None:
        """Run gunicorn and the mail worker until one of them ends or a signal stops both."""
        connection.close()
        python = sys.executable
        web = [python, "-m", "gunicorn", "dialogue.wsgi", "--bind", f"127.0.0.1:{port}"]
        # Threads: browsers keep spare connections open, and each would block a plain worker.
        web += ["--workers", "2", "--threads", "8", "--log-level", "warning", "--no-control-socket"]
        mail = [python, "manage.py", "deliver_mail", "--loop"]
        work = [python, "manage.py", "work"]
        started = [web, mail, work]
        processes = [subprocess.Popen(command, cwd=settings.BASE_DIR) for command in started]  # noqa: S603
        for number in [signal.SIGTERM, signal.SIGINT]:
            signal.signal(number, lambda *_args: sys.exit(0))
        self.stdout.write(_("The server is running; press Ctrl-C to stop."))
        self.stdout.flush()
        try:
            while all(process.poll() is None for process in processes):
                time.sleep(0.2)
            raise CommandError(_("The server or a worker stopped by itself; see above."))
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=10)
