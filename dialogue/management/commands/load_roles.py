"""manage.py load_roles: create the organisers' roles as groups with permissions; repeatable."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils.translation import gettext as _

from dialogue.access import roles


class Command(BaseCommand):
    help = "Create or update the groups Secretariat, Protocol, Programme and Observer."

    def handle(self, **options: Any) -> None:
        for role in roles.ROLES:
            group, _created = Group.objects.get_or_create(name=role)
            chosen = Q(pk__in=[])  # an empty Q would mean all of them
            for rights in roles.registered():
                chosen |= _permissions(role, rights)
            group.permissions.set(Permission.objects.filter(chosen))
            self.stdout.write(
                _("%(role)s: %(number)d permissions")
                % {"role": role, "number": group.permissions.count()}
            )


def _permissions(role, rights):
    """The permissions on the rows of one app that a role has."""
    of_app = Q(content_type__app_label=rights.app)
    if role in rights.full_access:
        return of_app & ~Q(codename__in=rights.withheld.get(role, []))
    viewing = Q(codename__startswith="view_") & ~Q(codename__in=rights.restricted)
    return of_app & (viewing | Q(codename__in=rights.single.get(role, [])))
