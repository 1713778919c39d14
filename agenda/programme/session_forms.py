"""What is typed about a session in the admin site: its own form, moving it, swapping it, running
late. What is wrong is said in a sentence beside what was typed."""

import json
from datetime import datetime, timedelta
from typing import cast

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from agenda.models import Room, Session
from agenda.notes import session_notes
from agenda.programme import sessions
from agenda.programme.conflicts.rules import LONGEST_SESSION, allowed_days
from dialogue import refusals
from dialogue.models import Dialogue
from dialogue.pages.widgets import BrowsersDateTime
from dialogue.refusals import SeenField

MOST_MINUTES = 600
# {kind: {field: value}}: what a new session of a kind is like, until somebody says otherwise. Read
# by static/agenda/session_defaults.js.
_OPEN = {"attribution": Session.Attribution.ON_RECORD, "audience": Session.Audience.PUBLIC}
_CLOSED = {
    "attribution": Session.Attribution.CHATHAM_HOUSE,
    "audience": Session.Audience.DELEGATES,
}
DEFAULTS = {
    kind.value: _CLOSED if kind == Session.Kind.ROUND_TABLE else _OPEN for kind in Session.Kind
}
SHORTEST_REST = 5


def wrong_times(
    dialogue: Dialogue, starts_at: datetime, ends_at: datetime
) -> list[tuple[str, str]]:
    """[(field, sentence)] of what cannot be meant by these moments (aware); empty if they can."""
    if ends_at <= starts_at:
        text = _("The session ends before it starts. Enter an end time after %(start)s.")
        start = date_format(dialogue.local(starts_at), "DATETIME_FORMAT")
        return [("ends_at", text % {"start": start})]
    if ends_at - starts_at > LONGEST_SESSION:
        length = round((ends_at - starts_at) / timedelta(hours=1))
        text = _("The session would last %(hours)d hours. Check the day on which it ends.")
        return [("ends_at", text % {"hours": length})]
    return []


def outside(
    dialogue: Dialogue, kind: str, starts_at: datetime, ends_at: datetime
) -> list[tuple[str, str]]:
    """[(field, sentence)] where a session of this kind, from one moment (aware) to the other, would
    lie outside the days that allowed_days names; empty if it lies within."""
    first, last = allowed_days(dialogue, kind)
    ends_on = dialogue.local(ends_at - timedelta(microseconds=1)).date()
    days = [("starts_at", dialogue.local(starts_at).date()), ("ends_at", ends_on)]
    text = _(
        "%(day)s is outside the dialogue, which runs from %(first)s to %(last)s. Correct the "
        "date, or tick to confirm that it is intended."
    )
    shown = {"first": date_format(first), "last": date_format(last)}
    return [
        (name, text % {**shown, "day": date_format(day)})
        for name, day in days
        if not first <= day <= last
    ][:1]


def other_dialogues_room(room: Room, dialogue: Dialogue) -> str:
    """The sentence that refuses a room because it does not belong to this dialogue."""
    text = _("“%(room)s” belongs to another dialogue. Choose a room of “%(dialogue)s”.")
    return text % {"room": room, "dialogue": dialogue}


class TimesForm(forms.BaseForm):
    """What the session's own form and that for moving it have in common: times that can be meant,
    and the check for edit conflicts."""

    asks_whether_meant = False

    def check_times(self, dialogue: Dialogue, kind: str) -> None:
        """Complain of times that cannot be meant, and of new ones outside the dialogue's days, if
        those are not ticked as intended."""
        starts_at, ends_at = map(self.cleaned_data.get, ["starts_at", "ends_at"])
        if starts_at is None or ends_at is None:
            return
        wrong = wrong_times(dialogue, starts_at, ends_at)
        if not wrong and self._are_new() and not self.cleaned_data.get("is_meant"):
            wrong = outside(dialogue, kind, starts_at, ends_at)
            self.asks_whether_meant = bool(wrong)
        for name, text in wrong:
            self.add_error(name, text)

    def _are_new(self):
        return not {"starts_at", "ends_at"}.isdisjoint(self.changed_data)

    def check_seen(self, stored: Session | None) -> None:
        """Complain if the stored session is no longer what was on screen; it is from now on. A page
        that holds no `seen`, like that of an earlier version, shows something else on purpose."""
        seen = self.cleaned_data.get("seen", "")
        if stored and refusals.is_outdated(seen, stored):
            self.add_error(None, sessions.describe_changes(stored, seen))
            data = cast(QueryDict, self.data).copy()
            data[self.add_prefix("seen")] = stored.version
            self.data = data


def is_meant_field() -> forms.BooleanField:
    """The tick that says that a day outside the dialogue is meant."""
    return forms.BooleanField(
        required=False,
        label=gettext_lazy("This day is intended, although it is outside the dialogue"),
    )


class SessionForm(TimesForm, forms.ModelForm):
    """The ordinary form of a session. It locks the row it is about, and before it the dialogue, so
    that nobody asks for a role or answers in between: use it inside a transaction."""

    seen = SeenField()
    is_meant = is_meant_field()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Not the instance's own, which may be a version out of the history.
        stored = Session.objects.filter(pk=self.instance.pk).only("changed_at").first()
        self.initial["seen"] = stored.version if stored else ""
        if stored is None and "kind" in self.fields:
            self.fields["kind"].widget.attrs |= {
                "data-defaults": json.dumps(DEFAULTS),
                "data-said": _("Set for “{kind}”: {values}. Choose otherwise below if need be."),
                "data-typed": "yes" if self.is_bound else "",
            }

    def clean(self):
        cleaned = super().clean()
        dialogue = cleaned.get("dialogue") or getattr(self.instance, "dialogue", None)
        if dialogue is None:
            return cleaned
        self.check_times(dialogue, cleaned.get("kind", ""))
        room = cleaned.get("room")
        if room and room.dialogue_id != dialogue.pk:
            self.add_error("room", other_dialogues_room(room, dialogue))
        topics = cleaned.get("topics") or []
        if any(topic.dialogue_id != dialogue.pk for topic in topics):
            self.add_error("topics", _("Choose topics of this dialogue only."))
        if self.instance.pk:
            Dialogue.objects.lock(dialogue.pk)
            rows = Session.objects.select_for_update(no_key=True)
            stored = rows.filter(pk=self.instance.pk).first()
            self.check_seen(stored)
            self._check_rule(stored, cleaned)
        return cleaned

    def _check_rule(self, stored, cleaned):
        """Complain if notes of the session keep it from coming under the Chatham House Rule."""
        rule = Session.Attribution.CHATHAM_HOUSE
        comes_under_it = cleaned.get("attribution") == rule != stored.attribution
        if comes_under_it and (obstacles := session_notes.obstacles(stored)):
            link = '{} <a href="{}">{}</a>'
            page = reverse("admin:session_notes", args=[stored.pk])
            text = format_html(link, obstacles, page, pgettext("of a session", "Notes"))
            self.add_error("attribution", text)


def _moment_field(label):
    text = gettext_lazy("Give a date and a time.")
    return forms.SplitDateTimeField(
        label=label,
        widget=BrowsersDateTime,
        error_messages={"required": text, "incomplete": text},
    )


class MoveForm(TimesForm, forms.Form):
    """Another time, length or room for one session."""

    starts_at = _moment_field(gettext_lazy("Starts"))
    ends_at = _moment_field(gettext_lazy("Ends"))
    room = forms.ModelChoiceField(
        Room.objects.none(),
        label=gettext_lazy("Room"),
        required=False,
        empty_label=pgettext_lazy("room", "none"),
    )
    seen = SeenField(required=True)
    is_meant = is_meant_field()

    def __init__(self, session, dialogue, data=None):
        self.session, self.dialogue = session, dialogue
        now = {}
        if session is not None:
            now = {name: getattr(session, name) for name in ["starts_at", "ends_at", "room"]}
            now["seen"] = session.version
        super().__init__(data, initial=now)
        self.fields["room"].queryset = dialogue.rooms.all()
        text = gettext_lazy(
            "This room belongs to another dialogue or no longer exists. Choose one from the list."
        )
        self.fields["room"].error_messages["invalid_choice"] = text

    def clean(self):
        cleaned = super().clean()
        self.check_times(self.dialogue, self.session.kind)
        self.check_seen(Session.objects.get(pk=self.session.pk))
        return cleaned


class SwapForm(forms.Form):
    """Which other session takes this one's time and room, and gives its own."""

    other = forms.CharField(label=gettext_lazy("Swap with"), widget=forms.Select)
    seen = SeenField(required=True)

    def __init__(self, session, others, data=None):
        super().__init__(data, initial={"seen": session and session.version})
        self.session = session
        self.sessions = {str(other.pk): other for other in others if other != session}
        choices = [(self._value(other), self._label(other)) for other in self.sessions.values()]
        self.fields["other"].widget.choices = [("", "–"), *choices]

    @staticmethod
    def _value(session):
        """With the version that was on screen, so that a change of the other is noticed."""
        return f"{session.pk}@{session.version}"

    @staticmethod
    def _label(session):
        dialogue = session.dialogue
        day = date_format(dialogue.local(session.starts_at), "MONTH_DAY_FORMAT")
        hours = dialogue.hours(session.starts_at, session.ends_at)
        return f"{day}, {hours} {session.title}"

    def clean(self):
        cleaned = super().clean()
        key, _at, seen = cleaned.get("other", "").partition("@")
        other, versions = self.sessions.get(key), (cleaned.get("seen", ""), seen)
        if other is None:
            self.errors.setdefault("other", self.error_class())
            self.errors["other"][:] = [_("Choose the session to swap with.")]
            return cleaned
        cleaned.update(other=other, seen=versions)
        for session, version in zip([self.session, other], versions, strict=True):
            if session.version != version:
                self.add_error(None, sessions.describe_changes(session, version))
        if self.errors:
            now = {"other": self._value(other), "seen": self.session.version}
            self.data = {**self.data.dict(), **now}
        return cleaned


class LateForm(forms.Form):
    """How late it is, for whom, and how short a break may become."""

    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes late"), min_value=1, max_value=MOST_MINUTES
    )
    where = forms.ChoiceField(
        label=gettext_lazy("What to move"),
        choices=[
            ("everywhere", gettext_lazy("everything that follows on this day")),
            ("room", gettext_lazy("what follows in this room")),
        ],
        widget=forms.RadioSelect,
    )
    shortest_break = forms.IntegerField(
        label=gettext_lazy("Shorten breaks and meals to no less than (minutes)"),
        required=False,
        min_value=SHORTEST_REST,
        max_value=MOST_MINUTES,
        help_text=gettext_lazy("Leave empty to keep their present length."),
    )
