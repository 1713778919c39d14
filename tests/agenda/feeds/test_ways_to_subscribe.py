"""The way to subscribe that works on the device in hand is the first."""

import pytest

from tests.agenda.public.addresses import address
from tests.reading import soup

ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140.0 Mobile"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15"


@pytest.mark.parametrize(
    ("device", "first"), [(ANDROID, "Google Calendar"), (IPHONE, "Subscribe"), ("", "Subscribe")]
)
def test_the_main_button_is_the_one_that_works_there(client, dialogue, device, first):
    page = soup(client.get(address("calendars", dialogue), headers={"user-agent": device}))
    for buttons in page.select(".subscribe .buttons"):
        named = [link.get_text(strip=True) for link in buttons.select("a")]
        assert named[0] == first and sorted(named[:2]) == ["Google Calendar", "Subscribe"]
        assert [link.get_text(strip=True) for link in buttons.select(".btn-primary")] == [first]
