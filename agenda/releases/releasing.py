"""Releasing the programme: the draft, once the release checks have passed, becomes what everybody
sees.

The only writer of releases. A release is frozen data (agenda.releases.snapshot); letters go only to
those whom it affects (agenda.releases.affected), in the same transaction.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agenda.letter_kinds import PROGRAMME_CHANGED
from agenda.models import Release, Session
from agenda.programme.conflicts import board
from agenda.programme.conflicts.board import ReviewedConflict
from agenda.programme.sessions import mark_programme_changed
from agenda.releases import affected, checks, published, snapshot, speakers
from agenda.releases.affected import Affected
from agenda.releases.checks import LANGUAGES
from agenda.releases.diff import Change, compare
from agenda.releases.published import Programme
from dialogue.models import Dialogue
from dialogue.refusals import EditConflict, Refused
from participants.letters import letters


@dataclass(frozen=True)
class Lag:
    """How far the draft is from `release`, the last one, or None."""

    release: Release | None
    differing: snapshot.Differing

    @property
    def has_news(self) -> bool:
        """Whether there is anything to release."""
        return self.differing.number > 0

    def __str__(self) -> str:
        """In a sentence."""
        if self.release is None:
            return _("Not yet released: nobody outside the organising team can see the programme.")
        if not self.has_news:
            return _("Everybody sees the current draft: it is the same as %(release)s.") % {
                "release": self.release
            }
        topics, sessions = map(len, self.differing)
        counted = [
            (sessions, ngettext("%(n)s session", "%(n)s sessions", sessions)),
            (topics, ngettext("%(n)s topic", "%(n)s topics", topics)),
        ]
        what = ", ".join(text % {"n": number} for number, text in counted if number)
        return _("Changed since %(release)s: %(what)s.") % {"release": self.release, "what": what}


@dataclass(frozen=True)
class Draft:
    """What would be released now, beside what was released last; of sessions, `old` and `new` hold
    those that are not the same in both."""

    dialogue: Dialogue
    content: dict
    old: Programme
    new: Programme
    findings: list[checks.Finding]
    conflicts: list[ReviewedConflict]
    accepted: list[ReviewedConflict]  # serious conflicts with an organiser's reason
    sessions: list[Session]  # as they were read for the conflicts

    @property
    def fingerprint(self) -> str:
        """64 hexadecimal digits that change with anything a reader would see: with the last release
        and with what differs from it."""
        last = self.old.release.number if self.old.release else 0
        sessions = [
            snapshot.without_marks(session)
            for session in self.content["sessions"]
            if session["id"] in self.lag.differing.sessions
        ]
        shown = [last, self.content["topics"], sessions]
        return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()

    @cached_property
    def lag(self) -> Lag:
        """How far it is from what was released last."""
        before = self.old.release.content if self.old.release else None
        return Lag(self.old.release, snapshot.differing(before, self.content))

    @property
    def to_mend(self) -> list[checks.Finding]:
        """What prevents the release."""
        return [finding for finding in self.findings if finding.must_be_mended]

    @property
    def to_judge(self) -> list[checks.Finding]:
        """What may be right as it is, if an organiser says so."""
        return [finding for finding in self.findings if not finding.must_be_mended]


def lag(dialogue: Dialogue) -> Lag:
    """How far the draft is from its last release. Seven queries."""
    return lags([dialogue])[dialogue]


def lags(dialogues: Iterable[Dialogue]) -> dict[Dialogue, Lag]:
    """How far the draft of each dialogue is from its last release. Seven queries."""
    last = {release.dialogue_id: release for release in Release.objects.newest(dialogues)}
    previous = {
        dialogue: last[dialogue.pk].content if dialogue.pk in last else None
        for dialogue in dialogues
    }
    drafts = snapshot.take_all(previous, timezone.now())
    return {
        dialogue: Lag(last.get(dialogue.pk), snapshot.differing(previous[dialogue], content))
        for dialogue, content in drafts.items()
    }


def draft_programme(dialogue: Dialogue) -> Programme:
    """The draft as readers would see it now. Seven queries."""
    last = dialogue.releases.order_by("-number").first()
    content = snapshot.take(dialogue, last.content if last else None, timezone.now())
    return published.read(content, dialogue)


def draft(dialogue: Dialogue, now: datetime | None = None) -> Draft:
    """The draft as it is, with its release checks. A constant number of queries."""
    last = dialogue.releases.order_by("-number").first()
    previous = last.content if last else None
    facts = board.read_facts(dialogue)
    content = snapshot.take(dialogue, previous, now or timezone.now(), facts.sessions)
    [(old, new)] = published.differing([last], content, dialogue).values()
    serious = board.serious_conflicts(dialogue, facts)
    return Draft(
        dialogue,
        content,
        old,
        new,
        checks.findings(dialogue, content, previous),
        [reviewed for reviewed in serious if not reviewed.accepted],
        [reviewed for reviewed in serious if reviewed.accepted],
        facts.sessions,
    )


def change_of(session: Session) -> tuple[Release | None, Change | None]:
    """The last release, and how one session of the draft differs from it, in all languages."""
    release, known = published.some(session.dialogue, {session.pk})
    before = known.get(session.pk)
    if session.is_cancelled and before is None:
        return release, None
    previous = release.content if release else None
    content = snapshot.take_one(session, previous, timezone.now())
    planned = published.session(content, session.dialogue)
    was = Programme(session.dialogue, sessions=(before,) if before else ())
    now = Programme(session.dialogue, sessions=(planned,))
    changes = compare(was, now, languages=LANGUAGES, names=speakers.for_organisers(was, now))
    return release, changes[0] if changes else None


@transaction.atomic
def release(
    dialogue: Dialogue,
    by: str,
    *,
    notes: dict[str, str],
    seen: str | None = None,
    judged: Collection[str] = frozenset(),
    write_to_them: bool = True,
) -> Release:
    """Release the draft; `notes` are {language: text}.

    `seen` is the fingerprint of the draft that was on screen, or None where nobody looked; `judged`
    holds the fingerprints of the findings that are right as they are; `write_to_them` writes to
    each delegate whom it affects, unless the dialogue is off: then its public pages may still want
    a correction, and nobody's day changes. Raises Refused, and then nothing has happened.
    """
    dialogue = Dialogue.objects.lock(dialogue.pk)
    now = timezone.now()
    coming = draft(dialogue, now)
    _check(coming, notes, seen, judged)
    made = Release.objects.create(
        dialogue=dialogue,
        number=(coming.old.release.number if coming.old.release else 0) + 1,
        content=coming.content,
        changes=coming.lag.differing.number,
        released_at=now,
        released_by=by[:200],
        **{f"note_{code}": text.strip() for code, text in notes.items()},
    )
    mark_programme_changed(dialogue)
    if write_to_them and not dialogue.is_off:
        write_to_affected(made, coming.old, coming.new)
    return made


def _check(draft, notes, seen, judged):
    if seen not in {None, draft.fingerprint}:
        text = _(
            "The programme has changed since this page was opened. Check it again, then release it."
        )
        raise EditConflict(text, draft, seen)
    if not draft.lag.has_news:
        raise Refused(_("Nothing has changed since the last release."))
    if draft.conflicts:
        raise Refused(
            _("Some sessions are in conflict. Move one, or accept the conflict and give a reason.")
        )
    if draft.to_mend:
        raise Refused(_("Some texts are missing in one language. Write them first."))
    if any(finding.fingerprint not in judged for finding in draft.to_judge):
        raise Refused(
            _(
                "Some texts have changed in one language only. Update the other language, "
                "or tick them as correct."
            )
        )
    has_text = {bool(text.strip()) for text in notes.values()}
    if len(has_text) > 1:
        raise Refused(_("Write the note in both languages, or in neither."))


def write_to_affected(made: Release, old: Programme, new: Programme) -> None:
    """Write to those whom this release affects what changed for them, each in their language: what
    differs between the programmes `old` and `new`, the latter its own."""
    for delegate in affected.delegates(made.dialogue, old, new):
        letters.write(PROGRAMME_CHANGED.name, delegate.invitation, release=made, affected=delegate)


def preview_letter(made: Release, delegate: Affected) -> tuple[str, str]:
    """(subject, text) of the letter to this delegate, with dots for the personal link."""
    kind, invitation = PROGRAMME_CHANGED.name, delegate.invitation
    subject, text, _html = letters.preview_for_others(
        kind, invitation, with_html=False, release=made, affected=delegate
    )
    return subject, text
