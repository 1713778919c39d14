"""The list of participants of a dialogue: on screen, on paper and as a spreadsheet.

It goes to all delegates and the hosts, so it names only those who agreed to be in it, and gives
addresses only of those who agreed to share them (see consents.py). The secretariat's own version
names everybody, and says what it is.
"""

from dataclasses import dataclass, field
from typing import cast

from django.conf import settings
from django.contrib.auth.decorators import permission_required
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from dialogue.access import security_log
from dialogue.access.languages import language_asked_for
from dialogue.exports import spreadsheets
from dialogue.models import Dialogue
from dialogue.pages.base import open_or_404, render_page, require_permission
from participants.delegates import consents
from participants.models import Category, Consent, Invitation, Person
from participants.names.protocol import Named, Place
from participants.states import TAKES_A_SEAT, Status

# Whoever has a seat and has not stayed away. While a substitute is only proposed, the seat is still
# the delegate's.
TAKES_PART = TAKES_A_SEAT - {Status.NO_SHOW}


@dataclass(frozen=True)
class Participant:
    """A person with a seat, and what they agreed to. `shows_contact`: whether this version of the
    list gives their addresses."""

    invitation: Invitation
    has_agreed: bool
    shows_contact: bool

    @property
    def person(self) -> Person:
        return cast(Person, self.invitation.person)  # whoever takes a seat is named

    @property
    def named(self) -> Named:
        """Form of address and name, the latter with capitals, and what else the list says."""
        return self.person.named(Place.LIST)

    @property
    def status(self) -> str:
        """What the secretariat has to know beside a name."""
        agreed = _("agreed to be listed") if self.has_agreed else _("has not agreed to be listed")
        if self.invitation.status == Status.ACCEPTED:
            return agreed
        return f"{self.invitation.get_status_display()}; {agreed}"


@dataclass
class Group:
    """One category: the participants who are named, and how many others there are."""

    category: Category
    named: list[Participant] = field(default_factory=list)
    others: int = 0

    @property
    def number(self) -> int:
        return len(self.named) + self.others


@dataclass
class ListOfParticipants:
    """`dialogue`'s list as it may be shown now."""

    dialogue: Dialogue
    groups: list[Group]
    is_internal: bool

    @property
    def number(self) -> int:
        return sum(group.number for group in self.groups)

    @property
    def has_contacts(self) -> bool:
        return any(person.shows_contact for group in self.groups for person in group.named)


def participants(
    dialogue: Dialogue, *, is_internal: bool = False, with_contacts: bool = True
) -> ListOfParticipants:
    """Without contact details for those organisers who see none.

    Category, then country in protocol order, then precedence. Three queries, whatever the
    size; in the secretariat's version four."""
    chosen = Invitation.objects.filter(dialogue=dialogue, status__in=TAKES_PART)
    groups = _groups(dialogue)
    agreeing = consents.agreeing(Consent.Purpose.LIST, chosen)
    may_be_named = consents.who_agreed(Consent.Purpose.LIST, chosen) if is_internal else None
    may_be_reached = consents.who_agreed(Consent.Purpose.CONTACT, chosen)
    named = chosen if is_internal else agreeing
    for invitation in named.with_people().in_protocol_order():
        has_agreed = may_be_named is None or invitation.pk in may_be_named
        shows_contact = is_internal or (with_contacts and invitation.pk in may_be_reached)
        group = groups[invitation.category_id]
        group.named.append(Participant(invitation, has_agreed, shows_contact))
        group.others -= 1
    return ListOfParticipants(dialogue, list(groups.values()), is_internal)


def _groups(dialogue):
    """{category: Group} with nobody named yet. One query: those who are not named are counted in
    the database."""
    takes_part = Count("invitations", filter=Q(invitations__status__in=TAKES_PART))
    counted = dialogue.categories.annotate(number=takes_part).filter(number__gt=0)
    return {category.pk: Group(category, others=category.number) for category in counted}


def _asked(request, dialogue):
    """(dialogue, language, how much is shown) of what is asked for, if this organiser may have it:
    the internal version, contact details."""
    is_internal = "internal" in request.GET
    if is_internal:
        require_permission(request, "participants.change_invitation")
    language = language_asked_for(request) or translation.get_language()
    with_contacts = request.user.has_perm("participants.view_contact")
    shown = {"is_internal": is_internal, "with_contacts": with_contacts}
    return open_or_404(request, Dialogue, pk=dialogue), language, shown


@permission_required("participants.view_invitation", raise_exception=True)
def page(request: HttpRequest, dialogue: int) -> HttpResponse:
    """The list on screen; the browser prints it without what is around it. `dialogue` is a
    primary key; 404 if there is none."""
    chosen, language, shown = _asked(request, dialogue)
    with translation.override(language):
        return render_page(
            request,
            "admin/participants/invitation/participants.html",
            Invitation,
            _("List of participants"),
            list=participants(chosen, **shown),
            may_see_all=request.user.has_perm("participants.change_invitation"),
            language=language,
            languages=settings.LANGUAGES,
        )


@permission_required("participants.view_invitation", raise_exception=True)
def xlsx(request: HttpRequest, dialogue: int) -> HttpResponse:
    """The list as a workbook; the same people, the same language."""
    chosen, language, shown = _asked(request, dialogue)
    with translation.override(language):
        made = participants(chosen, **shown)
        name = _("List of participants")
        if made.is_internal:
            name = _("Participants, internal")
        rows = list(_rows(made))
        content = spreadsheets.write_xlsx(_headings(made), rows, name)
        security_log.record_export(request, Invitation, f"{chosen.slug}, XLSX, {len(rows)}")
        return spreadsheets.as_file(content, f"{name} {chosen.slug}", "xlsx")


def _headings(made):
    names = [
        _("category"),
        _("country"),
        _("form of address"),
        pgettext("person", "name"),
        pgettext("person", "title"),
        _("institution"),
    ]
    names += [_("email address"), _("telephone")] if made.has_contacts else []
    names += [_("for the secretariat’s own use")] if made.is_internal else []
    return [capfirst(name) for name in names]


def _rows(made):
    for group in made.groups:
        for participant in group.named:
            person, named = participant.person, participant.named
            reach = [person.email, person.phone] if participant.shows_contact else ["", ""]
            yield [
                group.category.name,
                named.country,
                named.form,
                named.name,
                named.title,
                named.institution,
                *(reach if made.has_contacts else []),
                *([participant.status] if made.is_internal else []),
            ]
        if group.others:
            text = ngettext(
                "and %(n)d further participant", "and %(n)d further participants", group.others
            )
            blanks = [""] * (len(_headings(made)) - 4)
            yield [group.category.name, "", "", text % {"n": group.others}, *blanks]
