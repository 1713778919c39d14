"""manage.py load_roles: create the organisers' roles as groups with permissions; repeatable."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.core.management.base import BaseCommand
from django.db.models import Q
from django.utils.translation import gettext as _

from dialogue.access.roles import NOT_FOR_ALL, ROLES

OURS = ["dialogue", "mail", "participants", "agenda"]


class Command(BaseCommand):
    help = "Create or update the groups Secretariat, Protocol, Programme and Observer."

    def handle(self, **options: Any) -> None:
        viewing = Q(codename__startswith="view_", content_type__app_label__in=OURS)
        viewing &= ~Q(codename__in=NOT_FOR_ALL)
        for name, (apps, codenames) in ROLES.items():
            group, _created = Group.objects.get_or_create(name=name)
            more = Q(content_type__app_label__in=apps) | Q(codename__in=codenames)
            group.permissions.set(Permission.objects.filter(viewing | more))
            self.stdout.write(
                _("%(role)s: %(number)d permissions")
                % {"role": name, "number": group.permissions.count()}
            )
