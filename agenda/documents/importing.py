"""Imports source documents from files: they are stored with their paragraphs, and recognised when
they are imported a second time.

`import_file` is for the command line and the admin site alike: it takes a name and bytes and
returns an Outcome.
"""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import count
from pathlib import Path, PurePath

from django.db import transaction
from django.db.models import Q, Sum
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agenda.documents import block_kinds
from agenda.documents.guesses import guess_date, guess_language, guess_title
from agenda.documents.limits import UnreadableDocumentError
from agenda.documents.readers import Reading, read
from agenda.evidence import anchors
from agenda.evidence.folding import fold_for_search
from agenda.models import Original, Paragraph, SourceDocument

NEAR_DUPLICATE_FROM = 0.8
SHINGLE_WORDS = 5
# Texts of very different length are not two layouts of one article: one of them quotes the other.
LENGTH_RATIO_FROM = 0.5
KEY_LENGTH = SourceDocument._meta.get_field("key").max_length
TITLE_LENGTH = SourceDocument._meta.get_field("title").max_length
FILENAME_LENGTH = SourceDocument._meta.get_field("filename").max_length


class Status(Enum):
    """What happened to a file."""

    IMPORTED = "imported"
    NEAR_DUPLICATE = "near_duplicate"
    ALREADY_IMPORTED = "already_imported"
    REFUSED = "refused"


@dataclass
class Outcome:
    """What happened to a file; `message` says it in a sentence, in the active language.

    `document` is the row that holds the file, now or from an earlier import; None if the file was
    refused.
    """

    status: Status
    message: str
    document: SourceDocument | None = None


def import_file(name: str, data: bytes, reading: Reading | None = None) -> Outcome:
    """Store a file (its name, its bytes) as a SourceDocument with paragraphs. `reading` is what it
    holds, if that is known already.

    All or nothing: one transaction. A bibliographic record that waits for its text under the
    file's key is filled in and keeps what it says. A near-duplicate is stored and points to the
    document that it repeats. Passages of the document are resolved. A file that cannot be read is
    an Outcome with the status REFUSED, not an exception.
    """
    digest = hashlib.sha256(data).hexdigest()
    same = SourceDocument.objects.filter(sha256=digest).first()
    if same:
        message = _("already imported as %(key)s.") % {"key": same.key}
        return Outcome(Status.ALREADY_IMPORTED, message, same)
    try:
        reading = reading or read(name, data)
    except UnreadableDocumentError as error:
        return refuse(error)
    paragraphs = block_kinds.mark(reading.blocks)
    with transaction.atomic():
        document, is_awaited, used_key = _document_for(name)
        _describe(document, name, reading, paragraphs)
        document.sha256, document.imported_at = digest, timezone.now()
        document.save()
        Original.objects.create(document=document, content=data)
        Paragraph.objects.bulk_create(
            [
                Paragraph(
                    document=document,
                    number=number,
                    kind=kind,
                    text=text,
                    folded=fold_for_search(text),
                )
                for number, (text, kind) in enumerate(paragraphs, start=1)
            ],
            batch_size=1000,
        )
        older = near_duplicate(document)
        if older:
            _link(document, older, is_awaited)
        lost = anchors.resolve_document(document)
    return _outcome(document, paragraphs, used_key, older, lost)


def refuse(reason: str | UnreadableDocumentError) -> Outcome:
    """The Outcome for a file that is not imported; `reason` tells its owner why and what to do."""
    return Outcome(Status.REFUSED, _("refused: %(reason)s") % {"reason": reason})


def key_for(name: str) -> str:
    """The key for a file of that name: the name without its extension, in lower-case ASCII letters,
    as in addresses."""
    stem = unicodedata.normalize("NFC", PurePath(name).stem)
    # slugify takes the marks off letters, but "đ" is a letter of its own, which it would drop.
    return slugify(stem.translate(str.maketrans("đĐ", "dD")))[:KEY_LENGTH] or "document"


def awaited_keys() -> set[str]:
    """Keys of the bibliographic records whose text has not been imported."""
    return set(SourceDocument.objects.filter(sha256="").values_list("key", flat=True))


def in_order(paths: Iterable[Path]) -> list[Path]:
    """`paths` in the order in which they are best imported.

    Of two layouts of an article the first becomes the article, the other its near-duplicate. So
    files come first for which a record waits, since topics cite these; then shorter names, for
    copies are called "report (1)" or "report-layout".
    """
    awaited = awaited_keys()
    return sorted(
        paths, key=lambda path: (key_for(path.name) not in awaited, len(path.name), str(path))
    )


def _document_for(name):
    """(the row to fill, whether its record waited for this file, the key if another document has
    it, else "")."""
    key = key_for(name)
    holder = SourceDocument.objects.filter(key=key).first()
    if holder is None:
        return SourceDocument(key=key), False, ""
    if not holder.is_imported:
        return holder, True, ""
    numbered = (f"{key[: KEY_LENGTH - 6]}-{number}" for number in count(2))
    free = next(new for new in numbered if not SourceDocument.objects.filter(key=new).exists())
    return SourceDocument(key=free), False, key


def _describe(document, name, reading, paragraphs):
    """Fill in what the record does not say: guesses, which an organiser can correct."""
    # On disk a name may hold bytes that are not characters, which no database stores.
    document.filename = name.encode(errors="replace").decode()[-FILENAME_LENGTH:]
    document.media_type = reading.media_type
    if document.pk is None:
        document.language = guess_language(" ".join(text for text, _kind in paragraphs))
    if not (document.title_en or document.title_vi):
        # A document is cited by its own title, whatever the language of the page.
        title = guess_title(reading.title, paragraphs)[:TITLE_LENGTH]
        document.title_en = document.title_vi = title
    if document.published_on is None:
        document.published_on = guess_date(name, paragraphs)


def near_duplicate(document: SourceDocument) -> SourceDocument | None:
    """The imported document whose article `document` repeats in another layout, or None.

    Compares the sets of five consecutive words in the body texts: at least 0.8 of the shorter
    text's must be in the longer one. It is the share of the shorter text (containment, not
    Jaccard's index) because a layout may lack the lead, or add notes, and still be the same
    article. Five words, because any two texts on one matter share shorter sequences, set phrases
    and titles of office above all, while with more words a single change costs too much. 0.8
    leaves room for captions mistaken for text and for words that hyphens divide. A text less than
    half as long as the other is an excerpt, not a layout: such texts are not even read.
    """
    texts = _texts_of_like_length(document)
    shingles = _shingles(texts.pop(document.pk, []))
    similarity = {pk: _containment(shingles, _shingles(texts[pk])) for pk in texts}
    nearest = max(similarity, key=lambda pk: similarity[pk], default=None)
    if nearest is None or similarity[nearest] < NEAR_DUPLICATE_FROM:
        return None
    return SourceDocument.objects.get(pk=nearest)


def _texts_of_like_length(document):
    """{pk: [body paragraphs]} of `document` and of the articles that may be the same."""
    bodies = Paragraph.objects.filter(
        Q(document__duplicate_of=None) | Q(document=document), kind=Paragraph.Kind.TEXT
    )
    lengths = bodies.order_by().values("document").annotate(characters=Sum(Length("text")))
    lengths = dict(lengths.values_list("document", "characters"))
    own = lengths.get(document.pk, 0)
    alike = [
        pk
        for pk, length in lengths.items()
        if LENGTH_RATIO_FROM * max(own, length) <= min(own, length)
    ]
    texts = defaultdict(list)
    paragraphs = bodies.filter(document__in=alike).order_by("document", "number")
    for pk, text in paragraphs.values_list("document", "text"):
        texts[pk].append(text)
    return texts


def _shingles(texts):
    words = re.findall(r"\w+", " ".join(texts).casefold())
    return {tuple(words[at : at + SHINGLE_WORDS]) for at in range(len(words) - SHINGLE_WORDS + 1)}


def _containment(first, second):
    """Share of the smaller set that is in the larger; 0 for a text of fewer than five words."""
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0


def _link(document, older, is_awaited):
    """Make one of two layouts the near-duplicate: the new one, unless it is the one that is cited
    and nobody has decided otherwise."""
    if is_awaited and not document.duplicate_of_id and not older.passages.exists():
        copies = SourceDocument.objects.filter(Q(pk=older.pk) | Q(duplicate_of=older))
        copies.update(duplicate_of=document)
    else:
        document.duplicate_of = older
        document.save(update_fields=["duplicate_of"])


def _outcome(document, paragraphs, used_key, older, lost):
    """The Outcome for a document that was stored."""
    marked = sum(kind != Paragraph.Kind.TEXT for _text, kind in paragraphs)
    values = {"key": document.key, "paragraphs": len(paragraphs), "marked": marked}
    if document.duplicate_of_id:
        status = Status.NEAR_DUPLICATE
        values["other"] = document.duplicate_of.key
        first = _("near-duplicate of %(other)s, kept as %(key)s")
    else:
        status = Status.IMPORTED
        first = _("imported as %(key)s")
    counts = _(
        "paragraphs: %(paragraphs)s, of which headings, captions and page furniture: %(marked)s."
    )
    sentences = [f"{first}; {counts}" % values]
    if used_key:
        sentences.append(
            _("The key %(key)s is already used for a different text.") % {"key": used_key}
        )
    if older and not document.duplicate_of_id:
        sentences.append(_("%(key)s is now a near-duplicate of it.") % {"key": older.key})
    if lost:
        sentences.append(_("Citations no longer found in it: %(count)s.") % {"count": len(lost)})
    return Outcome(status, " ".join(sentences), document)
