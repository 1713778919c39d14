"""What forms send in which somebody is named."""

from django.urls import reverse


def person_form(**fields):
    """What the admin site's form of a person sends."""
    names = {"family_name": "Lê", "given_name": "Thị Minh Hạnh", "email": "hanh@example.org"}
    more = {"precedence": 100, "language": "vi", "form_of_address_en": "Ms"}
    return {**names, **more, **fields}


def nominated(seat, **fields):
    """What the institution's page sends for one seat."""
    values = {
        "title_en": "Director of AI Policy",
        "country": "ID",
        "email": "nominee@example.org",
        "language": "en",
        "proposed_by_name": "Rachel Goh",
        "proposed_by_email": "rachel@example.org",
        **fields,
    }
    typed = {f"seat-{seat.pk}-{name}": value for name, value in values.items()}
    return {"seat": seat.pk, "act": "propose", **typed}


def add(client, **fields):
    return client.post(reverse("admin:participants_person_add"), person_form(**fields))
