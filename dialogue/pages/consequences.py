"""What follows from a change that is about to be saved, said before it is: to whom it makes a
difference, what is told to them and what is not.

The floors above register functions (`register`) that compare a row as it is stored with how it
would be, and return sentences. A form with `ConsequencesMixin` shows them and saves nothing until
it is sent once more with the same sentences; what was typed stays.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from dialogue.models import Dialogue, Institution

Sentence = str | Promise
# Called with the dialogue as it is stored, and as it would be.
AGREED = "agreed"  # the name of what a page sends back that has shown what follows
Consequences = Callable[[Dialogue, Dialogue], Sequence[Sentence]]

# Called with a dialogue whose host changes.
ConsequencesOfHost = Callable[[Dialogue], Sequence[Sentence]]

_of_change: list[Consequences] = []
_of_host: list[ConsequencesOfHost] = []

if TYPE_CHECKING:
    _Form = forms.ModelForm  # what it is mixed into
else:
    _Form = object


def register(of_change: Consequences, of_host: ConsequencesOfHost) -> None:
    """Let a floor above say what follows; an app says so in its AppConfig."""
    _of_change.append(of_change)
    _of_host.append(of_host)


def _agreed(data: Any, found: Sequence[str]) -> bool:
    """Whether the page that sends this has shown just these sentences."""
    return _fingerprint(found) in data.getlist(AGREED)


def _fingerprint(sentences: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(sentences).encode()).hexdigest()[:16]


def _refusal(found: Sequence[str]) -> ValidationError:
    first = _("Nothing has been saved yet. This is what follows; save again if you mean it.")
    return ValidationError([first, *found])


class _Asking:
    """What asks before it saves."""

    consequences: Sequence[str] = ()

    @property
    def agreement(self) -> str:
        """What the page sends back once it has shown what follows, or ""."""
        return _fingerprint(self.consequences) if self.consequences else ""


class ConsequencesMixin(_Asking, _Form):
    """For the form of a dialogue. Where `asks` is False, it saves at once."""

    asks = True

    def _post_clean(self) -> None:
        """Once the row holds what was typed, and only where that is right."""
        super()._post_clean()  # type: ignore[misc]
        if self.errors or self.instance.pk is None or not self.asks:
            return
        stored = Dialogue.objects.get(pk=self.instance.pk)
        found = [str(text) for function in _of_change for text in function(stored, self.instance)]
        self.consequences = found
        if found and not _agreed(self.data, found):
            self.add_error(None, _refusal(found))


class HostFormSet(_Asking, forms.BaseInlineFormSet):
    """For the inline of a dialogue's institutions: another host is on pages and in letters."""

    def clean(self) -> None:
        """Ask, where who hosts the dialogue would be another than is stored."""
        super().clean()
        if any(self.errors) or self.instance.pk is None or not self._changes_a_host():
            return
        found = [str(text) for function in _of_host for text in function(self.instance)]
        self.consequences = found
        if found and not _agreed(self.data, found):
            raise _refusal(found)

    def _changes_a_host(self):
        hosts = set(Institution.PROPOSED)
        for form in self.forms:
            parts = {form.initial.get("part"), form.cleaned_data.get("part")}
            is_other = {"part", "name_en", "name_vi"} & set(form.changed_data)
            if hosts & parts and (is_other or form in self.deleted_forms):
                return True
        return False
