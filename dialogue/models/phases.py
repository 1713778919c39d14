"""Where a dialogue is between its proposal and the days after it."""

from datetime import date, datetime, timedelta

from django.utils import timezone


class Phases:
    """Of the model Dialogue, which has the fields."""

    OFF = frozenset({"declined", "cancelled"})
    CALENDARS_KEPT_DAYS = 365  # after the last day; longer if `links_kept_days` is

    status: str
    ends_on: date
    details_open_until: date | None
    links_kept_days: int

    def local(self, moment: datetime) -> datetime:
        """An aware moment in the dialogue's time zone."""
        raise NotImplementedError

    @property
    def is_tentative(self) -> bool:
        """Whether it is proposed or under review; then every page and letter must say so."""
        return self.status in {"proposed", "under_review"}

    @property
    def is_off(self) -> bool:
        """Whether it is declined or cancelled; then nobody is invited, and calendars say so."""
        return self.status in self.OFF

    @property
    def has_taken_place(self) -> bool:
        """Whether it was held, or its last day is over on its own clock without anybody's having
        said so yet."""
        if self.is_off:
            return False
        return self.status == "held" or self.local(timezone.now()).date() > self.ends_on

    @property
    def are_details_locked(self) -> bool:
        """Whether delegates’ changes of their details are requests by now, on its own clock."""
        last = self.details_open_until
        return last is not None and self.local(timezone.now()).date() > last

    @property
    def is_ahead(self) -> bool:
        """Whether it is to take place, or taking place today: only then may anybody answer."""
        return not (self.is_off or self.has_taken_place)

    @property
    def links_end_on(self) -> date:
        """The last day on which the links of its invitees and institutions work."""
        return self.ends_on + timedelta(self.links_kept_days)

    @property
    def calendars_end_on(self) -> date:
        """The last day on which its private calendar addresses work."""
        return self.ends_on + timedelta(max(self.links_kept_days, self.CALENDARS_KEPT_DAYS))

    @property
    def have_links_ended(self) -> bool:
        """Whether the links' last day is over on the dialogue's own clock."""
        return self.local(timezone.now()).date() > self.links_end_on

    @property
    def have_calendars_ended(self) -> bool:
        """Whether the calendar addresses' last day is over on the dialogue's own clock."""
        return self.local(timezone.now()).date() > self.calendars_end_on
