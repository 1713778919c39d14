"""Which calendar program fetches a feed, by the name it gives itself. Pure."""

import re

from agenda.models import FeedReading

Client = FeedReading.Client
# In this order: Thunderbird on a Mac names the Mac too, and browsers name everybody.
NAMES = [
    (Client.GOOGLE, r"google-calendar|googlebot|feedfetcher-google"),
    (Client.THUNDERBIRD, r"thunderbird|lightning/"),
    (Client.OUTLOOK, r"outlook|microsoft office|microsoft.?exchange|exchangeservices"),
    (
        Client.APPLE,
        r"dataaccessd|calendaragent|calendarstore|\bical/|remindd|^(i|mac)os/",
    ),
]


def client_of(user_agent: str) -> Client:
    """The kind of program that a User-Agent header (RFC 9110, 10.1.5) speaks of."""
    words = user_agent.lower()
    return next((client for client, names in NAMES if re.search(names, words)), Client.OTHER)
