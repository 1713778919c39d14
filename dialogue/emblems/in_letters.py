"""The emblem of a dialogue in its letters: a part of the letter itself, so that nothing is fetched
when somebody reads it, and it stays where the letter is forwarded."""

import logging
import subprocess
import sys
from functools import lru_cache

from django.conf import settings

from dialogue.emblems import emblems
from dialogue.models import Dialogue

AT_MOST = 30  # seconds
log = logging.getLogger(__name__)


def picture(dialogue: Dialogue | None) -> bytes:
    """A PNG; b"" where the dialogue has no emblem of its own, or one that cannot be drawn: a letter
    does not wait for that. Drawn once in each process."""
    if dialogue is None or not dialogue.emblem_version:
        return b""
    return _drawn(dialogue.pk, dialogue.emblem_version)


@lru_cache(maxsize=16)
def _drawn(dialogue, version):
    content = emblems.kept(Dialogue(pk=dialogue), version)
    command = [sys.executable, "-m", "dialogue.emblems.drawing"]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, on a file that was checked
            command,
            input=content,
            capture_output=True,
            cwd=settings.BASE_DIR,
            timeout=AT_MOST,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        log.warning("An emblem could not be drawn for letters: %s", type(error).__name__)
        return b""
    return done.stdout
