"""How people can be reached, and what organisers noted about them: for those roles that need it."""

from typing import TYPE_CHECKING, Any

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest

SEES_CONTACTS = "participants.view_contact"
CONTACTS = {"email", "cc_email", "phone", "assistant_name", "note", "reached_at"}
CONTACTS |= {"reached_by", "postal_address", "phone_digits"}

if TYPE_CHECKING:
    _Admin = ModelAdmin  # what it is mixed into
else:
    _Admin = object


class ContactsMixin(_Admin):
    """For a ModelAdmin of people or invitations: without the right, contact details are no column
    or field, and nobody searches or filters by them. A row that is being added has all its
    fields."""

    def sees_contacts(self, request: HttpRequest) -> bool:
        """Whether this organiser may see how people can be reached."""
        return request.user.has_perm(SEES_CONTACTS)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return self._shown(request, super().get_list_display(request))

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return self._shown(request, super().get_search_fields(request))

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fields = list(super().get_fields(request, obj))
        return self._shown(request, fields) if obj else fields

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        groups = super().get_fieldsets(request, obj)
        if obj is None:
            return list(groups)
        return [
            (heading, {**group, "fields": fields})
            for heading, group in groups
            if (fields := self._shown(request, group["fields"]))
        ]

    def may_export(self, request: HttpRequest) -> bool:
        """Only with the right: lists as files hold the addresses."""
        return self.sees_contacts(request) and super().may_export(request)  # type: ignore[misc]

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        """Not by what is not shown: a filter would reveal it, letter by letter."""
        is_hidden = request is not None and not self.sees_contacts(request)
        if is_hidden and CONTACTS & set(lookup.split("__")):
            return False
        return super().lookup_allowed(lookup, value, request)

    def _shown(self, request, names):
        """Those of these names, some of them in groups for one line, that this organiser sees."""
        if self.sees_contacts(request):
            return list(names)
        shown = []
        for name in names:
            if isinstance(name, (list, tuple)):
                shown += [group] if (group := tuple(self._shown(request, name))) else []
            elif not isinstance(name, str) or name.split("__")[-1] not in CONTACTS:
                shown.append(name)
        return shown
