"""The form for a note of a session."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agenda.models import SessionNote, Topic
from agenda.notes import session_notes
from participants.models import Invitation, Person
from participants.states import TAKES_A_SEAT

LONGEST = 5000


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
        in_session = Person.objects.filter(roles__session=session)
        seats = Invitation.objects.filter(dialogue=session.dialogue, status__in=TAKES_A_SEAT)
        at_dialogue = Person.objects.filter(
            Q(pk__in=in_session.values("pk"))
            | Q(pk__in=seats.values("person"))
            | Q(roles__session__dialogue=session.dialogue)
            | Q(pk=self.instance.speaker_id)
        ).distinct()
        first = set(in_session.values_list("pk", flat=True))
        groups = {True: [], False: []}
        for person in at_dialogue.select_related("organisation"):
            label = f"{person} ({person.organisation})" if person.organisation else str(person)
            groups[person.pk in first].append((person.pk, label))
        self.fields["speaker"].queryset = at_dialogue
        self.fields["speaker"].choices = [
            ("", "–"),
            (_("With a role in this session"), groups[True]),
            (_("Others at the dialogue"), groups[False]),
        ]

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
