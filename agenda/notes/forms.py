"""The form for a note of a session."""

from functools import reduce
from operator import or_

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import Role, SessionNote, Topic
from agenda.notes import session_notes
from dialogue.access import sent
from participants.models import Invitation, Person
from participants.states import TAKES_A_SEAT

LONGEST = 5000
# People at the dialogue who are all offered as speakers; of more, those who are likely and those
# whose name is looked for, at most so many.
MOST_OFFERED = 100


class NoteForm(forms.ModelForm):
    """A note of the session that its instance belongs to. Validation locks that session: use the
    form inside a transaction."""

    text = forms.CharField(
        label=gettext_lazy("What was said"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
        error_messages={"required": gettext_lazy("Write down what was said.")},
    )
    speaker = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("Speaker"), required=False
    )
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.none(),
        label=gettext_lazy("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    # Not kept: whom to offer besides. The page finds them without scripts.
    sought = forms.CharField(
        label=gettext_lazy("Other speakers, by name"), required=False, max_length=100
    )

    is_long = False  # whether more people are at the dialogue than are offered
    offers_all = False

    class Meta:
        model = SessionNote
        fields = ["text", "speaker", "language", "topics"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        session = self.instance.session
        topics = session_notes.topics_of(session)
        self.fields["topics"].queryset = session.dialogue.topics.all()
        self.fields["topics"].choices = [(topic.pk, str(topic)) for topic in topics]
        if session.notes_name_nobody:
            self.fields.pop("speaker", None)
        elif "speaker" in self.fields:
            self._offer_speakers(session)

    def _offer_speakers(self, session):
        """First the people who have a role in this session, then everybody else at the dialogue."""
        in_session = Role.objects.filter(session=session)
        seats = Invitation.objects.filter(dialogue=session.dialogue, status__in=TAKES_A_SEAT)
        roles = Role.objects.filter(session__dialogue=session.dialogue)
        # Nothing is joined, so nobody is there twice and nobody has to be counted apart.
        at_dialogue = Person.objects.filter(
            Q(pk__in=in_session.order_by().values("person"))
            | Q(pk__in=seats.order_by().values("person"))
            | Q(pk__in=roles.order_by().values("person"))
            | Q(pk=self.instance.speaker_id)
        )
        first = set(in_session.values_list("person", flat=True))
        offered = at_dialogue
        if not self.offers_all:
            self.is_long = at_dialogue.order_by()[: MOST_OFFERED + 1].count() > MOST_OFFERED
        if self.is_long:
            offered = at_dialogue.filter(Q(pk__in=first) | self._is_likely(session, at_dialogue))
        groups = {True: [], False: []}
        for person in offered.select_related("organisation"):
            label = f"{person} ({person.organisation})" if person.organisation else str(person)
            groups[person.pk in first].append((person.pk, label))
        self.fields["speaker"].queryset = at_dialogue
        self.fields["speaker"].choices = [
            ("", "–"),
            (_("With a role in this session"), groups[True]),
            (_("Others at the dialogue"), groups[False]),
        ]

    def _is_likely(self, session, at_dialogue):
        """The condition for those who have spoken here, who is chosen already, and who is looked
        for."""
        spoken = session.notes.exclude(speaker=None).order_by().values("speaker")
        given = self.data if self.is_bound else self.initial
        chosen = [sent.as_number(str(given.get("speaker") or "")), self.instance.speaker_id]
        found = at_dialogue.in_order_of_names() if given.get("sought") else []
        for word in str(given.get("sought") or "").split()[:5]:
            names = ["family_name", "given_name", "display_name_en", "display_name_vi"]
            conditions = (Q(**{f"{name}__icontains": word}) for name in names)
            found = found.filter(reduce(or_, conditions))
        keys = {*filter(None, chosen), *(person.pk for person in found[:MOST_OFFERED])}
        return Q(pk__in=keys) | Q(pk__in=spoken)

    def clean(self):
        cleaned = super().clean()
        session = session_notes.lock(self.instance.session)
        if not session.notes_name_nobody:
            return cleaned
        if self.data.get(self.add_prefix("speaker")):
            text = _(
                "This session has come under the Chatham House Rule in the meantime: no speaker "
                "may be named. Nothing was saved; check the text and save it again."
            )
            self.add_error(None, text)
        if refusal := session_notes.refusal(session.dialogue, cleaned.get("text", "")):
            self.add_error("text", refusal)
        return cleaned
