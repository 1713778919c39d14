"""Words that are written into every row, so that a test finds them wherever they are shown."""

import io
import zipfile

from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.http import HttpResponse

APPS = {"dialogue", "mail", "participants", "agenda"}
# What many dialogues use, and is of none of them.
SHARED = {
    "blockedaddress",
    "documentupload",
    "documentversion",
    "headingmeaning",
    "organisation",
    "original",
    "outboxmark",
    "paragraph",
    "paragraphcorrection",
    "passage",
    "peopleupload",
    "securityevent",
    "sourcedocument",
}
# Text that is no text: the names of kinds, what must be unique, what is computed.
NO_WORDS = {
    "kind",
    "time_zone",
    "message_id",
    "media_type",
    "sha256",
    "fingerprint",
    "country",
    "composed",
}
SHORTEST = 40  # characters of a field for words


def mark_every_row(word: str) -> int:
    """Put the word into every text of every row there is, history included, as far as the database
    lets it; what it says of is its number of texts."""
    marked = 0
    for model in apps.get_models(include_auto_created=True):
        name = model._meta.model_name.removeprefix("historical")
        if model._meta.app_label not in APPS or name in SHARED:
            continue
        for field in model._meta.fields:
            if _holds_words(field):
                marked += _mark(model, field, word)
    return marked


def _holds_words(field):
    is_text = type(field).__name__.removeprefix("Translation") in {"CharField", "TextField"}
    is_long = (field.max_length or SHORTEST) >= SHORTEST
    is_free = not (field.choices or field.unique or field.name in NO_WORDS)
    return is_text and is_long and is_free


def _mark(model, field, word):
    """The number of rows that hold it now."""
    try:
        with transaction.atomic():
            return models.QuerySet(model).exclude(**{field.name: ""}).update(**{field.name: word})
    except IntegrityError:  # a rule of the database
        return 0


def all_text(response: HttpResponse) -> str:
    """Whatever an answer holds, also inside workbooks and Word files, in small letters."""
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"\n".join(archive.read(name) for name in archive.namelist())
    return content.decode(errors="replace").casefold()
