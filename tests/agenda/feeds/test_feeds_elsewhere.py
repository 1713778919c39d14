"""Calendars that others wrote read our feeds as we mean them: four libraries here, ical.js in
tests/browser; and two real programs, vdirsyncer and khal, subscribe to a live server and follow
every kind of change."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from agenda.programme import sessions
from dialogue.calendars import events
from participants.states import Status
from tests import factories
from tests.agenda.feeds import other_readers
from tests.agenda.feeds.feed_visit import HARD, address_of_mine, feeds, whole


def without_libical():
    """Why it cannot be tested, or ""."""
    return "" if other_readers.find_libical() else "libical is not installed (libical3)"


@pytest.mark.parametrize("reader", ["vobject", "ics", "libical"])
# ics 0.7 uses what its own dependencies have given up since.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:ics", "ignore::FutureWarning:ics")
def test_every_feed_reads_the_same_elsewhere(client, dialogue, reader):
    if reader == "libical" and without_libical():
        pytest.skip(without_libical())
    read = getattr(other_readers, f"by_{reader}")
    title = HARD.replace("\\n", "") if reader == "ics" else HARD  # which takes "\\n" for a line end
    for address in feeds(dialogue, title):
        for language in ["en", "vi"]:
            content = client.get(f"{address}?lang={language}").content
            assert read(content) == other_readers.by_icalendar(content) != {}


# Real programs


class Subscriber:
    """vdirsyncer and khal with a home of their own, subscribed to one address."""

    def __init__(self, home: Path, address: str):
        self.home = home
        (home / "vdirsyncer").write_text(
            f"""[general]
status_path = "{home}/status/"
[pair dialogue]
a = "feed"
b = "here"
collections = null
conflict_resolution = "a wins"
[storage feed]
type = "http"
url = "{address}"
[storage here]
type = "filesystem"
path = "{home}/calendar/"
fileext = ".ics"
"""
        )
        (home / "khal").write_text(
            f"""[calendars]
[[dialogue]]
path = {home}/calendar/
[locale]
local_timezone = Asia/Ho_Chi_Minh
default_timezone = Asia/Ho_Chi_Minh
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
timeformat = %H:%M
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
[sqlite]
path = {home}/khal.db
"""
        )
        (home / "calendar").mkdir()
        self._run("vdirsyncer", "-c", home / "vdirsyncer", "discover")

    def look_again(self):
        """Fetch the feed; return what khal then shows, a line for each entry."""
        self._run("vdirsyncer", "-c", self.home / "vdirsyncer", "sync", "--force-delete")
        wanted = "{start-time}-{end-time} {title} @ {location} {status}"
        command = ["list", "--notstarted", "--format", wanted, "--day-format", ""]
        said = self._run("khal", "-c", self.home / "khal", *command, "2031-06-02", "3d")
        return [line.strip() for line in said.splitlines() if line.strip()]

    def _run(self, program, *arguments):
        environment = {**os.environ, "HOME": str(self.home), "XDG_DATA_HOME": str(self.home)}
        environment |= {"LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        command = [Path(sys.executable).parent / program, *arguments]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["public", "personal"])
def test_real_programs_follow_every_kind_of_change(live_server, tmp_path, kind):
    dialogue = factories.dialogue(venue_en="", address_en="")
    room = factories.room(dialogue, name_en="Hall A")
    session = factories.session(dialogue, title_en="Opening; with “music”, ế", room=room)
    lunch = factories.session(
        dialogue, title_en="Lunch", starts_at=session.starts_at + timedelta(hours=3)
    )
    factories.release(dialogue)
    address = whole(dialogue)
    if kind == "personal":
        delegate = factories.invitation(dialogue, Status.ACCEPTED)
        address = f"{address_of_mine(delegate)}?whole=no"
    reader = Subscriber(tmp_path, live_server.url + address)

    def shown_after(**changes):
        for name, value in changes.items():
            setattr(session, name, value)
        sessions.save_session(session)
        factories.release(dialogue)
        return reader.look_again()

    noon = "12:00-13:00 Lunch @  TENTATIVE"
    title = "Opening; with “music”, ế"
    assert reader.look_again() == [f"09:00-10:00 {title} @ Hall A TENTATIVE", noon]
    moved = {name: getattr(session, name) + timedelta(hours=1) for name in ["starts_at", "ends_at"]}
    assert shown_after(**moved)[0] == f"10:00-11:00 {title} @ Hall A TENTATIVE"
    assert shown_after(title_en="Beginning")[0] == "10:00-11:00 Beginning @ Hall A TENTATIVE"
    other = factories.room(dialogue, name_en="Hall B")
    assert shown_after(room=other)[0] == "10:00-11:00 Beginning @ Hall B TENTATIVE"
    assert shown_after(is_cancelled=True)[0] == "10:00-11:00 Beginning @ Hall B CANCELLED"
    assert shown_after(is_cancelled=False)[0] == "10:00-11:00 Beginning @ Hall B TENTATIVE"
    lunch.delete()
    factories.release(dialogue)
    assert reader.look_again()[1] == "12:00-13:00 Lunch @  CANCELLED"
    dialogue.status = "confirmed"
    events.save_dialogue(dialogue)
    assert reader.look_again()[0] == "10:00-11:00 Beginning @ Hall B CONFIRMED"
    dialogue.status = "cancelled"
    events.save_dialogue(dialogue)
    assert reader.look_again()[0] == "10:00-11:00 Beginning @ Hall B CANCELLED"
