"""Keys that no row can have, as a forged form sends them."""

import pytest

from dialogue.models import Dialogue


@pytest.mark.django_db
def test_keys_too_large_for_the_column_name_no_row(dialogue):
    rows = Dialogue.objects.filter(pk__in=[10**30, -(10**30), dialogue.pk])
    assert list(rows) == [dialogue]
    assert not Dialogue.objects.filter(pk__in=[10**30]).exists()
