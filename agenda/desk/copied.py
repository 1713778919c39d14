"""What the agenda lets a new dialogue take over from an earlier one."""

from django.utils.translation import gettext_lazy as _

from dialogue.desk.copying import Copied, again
from dialogue.models import Dialogue


def _rooms(earlier: Dialogue, new: Dialogue) -> None:
    for room in earlier.rooms.all():
        again(room, new)


ROOMS = Copied("rooms", _("rooms"), _rooms)
