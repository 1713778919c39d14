"""Releasing the programme: the draft, as the gate lets it through, becomes what everybody sees.

The only writer of releases. A release is frozen data (agenda.releases.snapshot); mails go only to
those whom it touches (agenda.releases.affected), in the same transaction.
"""

import hashlib
import json
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.models import Release, Session
from agenda.programme.conflicts import board
from agenda.programme.conflicts.board import Standing
from agenda.programme.conflicts.kinds import Severity
from agenda.programme.sessions import touch
from agenda.releases import affected, checks, published, snapshot, speakers
from agenda.releases.affected import Touched
from agenda.releases.checks import LANGUAGES
from agenda.releases.diff import Change, compare
from agenda.releases.published import Programme
from dialogue.edit_conflicts import EditConflict
from dialogue.errors import Refused
from dialogue.models import Dialogue
from participants.letters import letters

LETTER = "programme_changed"


@dataclass(frozen=True)
class Lag:
    """How far the draft is from `release`, the last one, or None."""

    release: Release | None
    differing: snapshot.Differing

    @property
    def has_news(self):
        return self.differing.number > 0

    def __str__(self):
        """In a sentence."""
        if self.release is None:
            return _("Not yet released: nobody outside the organising team can see the programme.")
        if not self.has_news:
            return _("Everybody sees the current draft: it is the same as %(release)s.") % {
                "release": self.release
            }
        topics, sessions = map(len, self.differing)
        told = [
            ngettext("%(n)s session", "%(n)s sessions", sessions) % {"n": sessions},
            ngettext("%(n)s topic", "%(n)s topics", topics) % {"n": topics},
        ]
        what = ", ".join(text for text, n in zip(told, [sessions, topics], strict=True) if n)
        return _("Changed since %(release)s: %(what)s.") % {"release": self.release, "what": what}


@dataclass(frozen=True)
class Draft:
    """What would be released now, beside what was released last."""

    dialogue: Dialogue
    content: dict
    old: Programme
    new: Programme
    findings: list[checks.Finding]
    conflicts: list[Standing]

    @property
    def fingerprint(self):
        """64 hexadecimal digits that change with anything a reader would see."""
        last = self.old.release.number if self.old.release else 0
        sessions = [snapshot.without_marks(one) for one in self.content["sessions"]]
        told = [last, self.content["topics"], sessions]
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()

    @property
    def lag(self):
        before = self.old.release and self.old.release.content
        return Lag(self.old.release, snapshot.differing(before, self.content))

    @property
    def to_mend(self):
        return [one for one in self.findings if one.must_be_mended]

    @property
    def to_judge(self):
        """What may be right as it is, if an organiser says so."""
        return [one for one in self.findings if not one.must_be_mended]


def lag(dialogue: Dialogue) -> Lag:
    """How far the draft is from its last release. Seven queries."""
    return lags([dialogue])[dialogue]


def lags(dialogues) -> dict[Dialogue, Lag]:
    """How far the draft of each dialogue is from its last release. Seven queries."""
    last = {one.dialogue_id: one for one in Release.objects.newest(dialogues)}
    previous = {one: last[one.pk].content if one.pk in last else None for one in dialogues}
    drafts = snapshot.take_all(previous, timezone.now())
    return {
        one: Lag(last.get(one.pk), snapshot.differing(previous[one], content))
        for one, content in drafts.items()
    }


def draft_programme(dialogue: Dialogue) -> Programme:
    """The draft as readers would see it now. Seven queries."""
    last = dialogue.releases.order_by("-number").first()
    content = snapshot.take(dialogue, last and last.content, timezone.now())
    return published.read(content, dialogue)


def draft(dialogue: Dialogue, now=None) -> Draft:
    """The draft as it stands, looked through. A constant number of queries."""
    old = published.latest(dialogue)
    previous = old.release.content if old.release else None
    content = snapshot.take(dialogue, previous, now or timezone.now())
    serious = [
        one
        for one in board.standing(dialogue)
        if one.conflict.severity == Severity.SERIOUS and not one.accepted
    ]
    return Draft(
        dialogue,
        content,
        old,
        published.read(content, dialogue),
        checks.findings(dialogue, content, previous),
        serious,
    )


def change_of(session: Session) -> tuple[Release | None, Change | None]:
    """The last release, and how one session of the draft differs from it, in all languages."""
    old = published.latest(session.dialogue)
    before = old.session(session.pk)
    if session.is_cancelled and before is None:
        return old.release, None
    previous = old.release and old.release.content
    content = snapshot.take_one(session, previous, timezone.now())
    one = published.session(content, session.dialogue)
    was = Programme(session.dialogue, sessions=(before,) if before else ())
    now = Programme(session.dialogue, sessions=(one,))
    changes = compare(was, now, languages=LANGUAGES, names=speakers.for_organisers(was, now))
    return old.release, changes[0] if changes else None


@transaction.atomic
def release(
    dialogue: Dialogue,
    by: str,
    *,
    notes: dict[str, str],
    seen: str | None = None,
    judged=frozenset(),
    write_to_them=True,
) -> Release:
    """Release the draft; `notes` are {language: text}.

    `seen` is the fingerprint of the draft that was on screen, or None where nobody looked; `judged`
    holds the fingerprints of the findings that are right as they are; `write_to_them` sends a mail
    to each delegate whom it touches, unless the dialogue is off: then its public pages may still
    want a correction, and nobody's day changes. Raises Refused, and then nothing has happened.
    """
    dialogue = Dialogue.objects.lock(dialogue.pk)
    now = timezone.now()
    found = draft(dialogue, now)
    _check(found, notes, seen, judged)
    made = Release.objects.create(
        dialogue=dialogue,
        number=(found.old.release.number if found.old.release else 0) + 1,
        content=found.content,
        changes=found.lag.differing.number,
        released_at=now,
        released_by=by[:200],
        **{f"note_{code}": text.strip() for code, text in notes.items()},
    )
    touch(dialogue)
    if write_to_them and not dialogue.is_off:
        tell(made, found.old)
    return made


def _check(found, notes, seen, judged):
    if seen not in {None, found.fingerprint}:
        text = _(
            "The programme has changed since this page was opened. Check it again, then release it."
        )
        raise EditConflict(text, found, seen)
    if not found.lag.has_news:
        raise Refused(_("Nothing has changed since the last release."))
    if found.conflicts:
        raise Refused(
            _("Some sessions are in conflict. Move one, or accept the conflict and give a reason.")
        )
    if found.to_mend:
        raise Refused(_("Some texts are missing in one language. Write them first."))
    if any(one.fingerprint not in judged for one in found.to_judge):
        raise Refused(
            _(
                "Some texts have changed in one language only. Update the other language, "
                "or tick them as correct."
            )
        )
    has_text = {bool(text.strip()) for text in notes.values()}
    if len(has_text) > 1:
        raise Refused(_("Write the note in both languages, or in neither."))


def tell(made: Release, old: Programme):
    """Write to those whom this release touches what changed for them, each in their language."""
    for one in affected.delegates(made.dialogue, old, published.of(made)):
        letters.write(LETTER, one.invitation, release=made, touched=one)


def preview_letter(made: Release, one: Touched) -> tuple[str, str, str]:
    """(subject, text, HTML) of what `tell` would write to this delegate, without the link."""
    return letters.preview_for_others(LETTER, one.invitation, release=made, touched=one)
