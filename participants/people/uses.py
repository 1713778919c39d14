"""A person's name in its uses, for the form in which organisers decide about it."""

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from participants.models import Person
from participants.names import customs
from participants.names.passport_line import line_of
from participants.names.protocol import Place


@dataclass(frozen=True)
class Use:
    """One use of a name: what it is called, and the name there. `language` is that of the text
    where it has one, else ""."""

    label: str
    text: str
    language: str = ""


def of(person: Person) -> list[Use]:
    """The uses that organisers can change, as they are now; labels in the language on screen."""
    name = person.full_name
    uses = [
        Use(_("sorted under"), customs.sorted_under(name)),
        Use(_("in a list"), person.named(Place.LIST).addressed_name),
    ]
    for code, language in settings.LANGUAGES:
        label = _("in a letter (%(language)s)") % {"language": language}
        with translation.override(code):
            uses.append(Use(label, person.salutation, code))
    return [*uses, Use(_("line in the passport"), line_of(name))]
