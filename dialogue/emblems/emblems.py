"""The emblem of a dialogue, or on its official letters: an SVG or PNG that organisers upload,
checked by its content."""

import hashlib
import struct

from django.utils.translation import gettext as _

from dialogue.models import Dialogue, Emblem
from dialogue.refusals import Refused

LARGEST = 200_000  # bytes
MOST_PIXELS = 2000  # of each side
PNG = b"\x89PNG\r\n\x1a\n"
SVG = "{http://www.w3.org/2000/svg}"
# What an emblem needs of SVG; nothing that runs, loads or plays.
HARMLESS = {
    *["svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text"],
    *["tspan", "title", "desc", "defs", "use", "symbol", "clipPath", "mask", "linearGradient"],
    *["radialGradient", "stop", "style", "metadata"],
}


def format_of(content: bytes) -> str:
    """ "png" or "svg", of an emblem that was checked."""
    return "png" if content.startswith(PNG) else "svg"


def check(content: bytes) -> bytes:
    """The emblem as it is stored. Raises Refused with what is wrong."""
    if len(content) > LARGEST:
        raise Refused(
            _("The emblem is larger than %(limit)d kB. Make it smaller.")
            % {"limit": LARGEST // 1000}
        )
    if content.startswith(PNG):
        _check_png(content)
    else:
        _check_svg(content)
    return content


def put(dialogue: Dialogue, content: bytes) -> None:
    """Keep a checked emblem (b"" for none) for a dialogue that is stored, and name it in the row,
    which whoever calls saves. Earlier ones stay: the history can be turned back to them."""
    dialogue.emblem_version = keep(dialogue, content)


def keep(dialogue: Dialogue, content: bytes) -> str:
    """Store a checked emblem among those of a dialogue, once; return its version, "" for none."""
    version = hashlib.sha256(content).hexdigest()[:32] if content else ""
    if content:
        Emblem.objects.get_or_create(
            dialogue=dialogue, version=version, defaults={"content": content}
        )
    return version


def of(dialogue: Dialogue) -> bytes:
    """The emblem that counts; b"" without one. One query where there is one."""
    return kept(dialogue, dialogue.emblem_version)


def kept(dialogue: Dialogue, version: str) -> bytes:
    """What `keep` stored under this version; b"" for none. One query where there is one."""
    if not version:
        return b""
    found = Emblem.objects.filter(dialogue=dialogue, version=version).first()
    return bytes(found.content) if found else b""


def _check_png(content):
    if len(content) < 33 or content[12:16] != b"IHDR":
        raise Refused(_("This PNG is damaged. Export the emblem again."))
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= MOST_PIXELS and 0 < height <= MOST_PIXELS):
        raise Refused(
            _("The emblem is larger than %(limit)d × %(limit)d pixels. Make it smaller.")
            % {"limit": MOST_PIXELS}
        )


def _check_svg(content):
    from lxml import etree  # only where somebody uploads one

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(_("The emblem is neither an SVG nor a PNG.")) from error
    if root.tag != f"{SVG}svg" or root.getroottree().docinfo.doctype:
        raise Refused(_("The emblem is neither an SVG nor a PNG."))
    for element in root.iter():
        name = element.tag
        is_ours = isinstance(name, str) and name.startswith(SVG)
        if is_ours and name.removeprefix(SVG) not in HARMLESS:
            text = _("The SVG contains “%(name)s”. An emblem has shapes and text only.")
            raise Refused(text % {"name": name.removeprefix(SVG)[:40]})
        _refuse_references(element)


def _refuse_references(element):
    """Neither scripts nor files from elsewhere."""
    texts = [*element.attrib.values(), element.text or ""]
    for attribute, value in element.attrib.items():
        plain = attribute.rpartition("}")[2]
        leads_away = plain == "href" and not value.startswith("#")
        if plain.startswith("on") or leads_away:
            raise Refused(_("The SVG refers to something outside it, or runs a script."))
    for text in texts:
        squeezed = "".join(text.split()).casefold()
        if "url(" in squeezed.replace("url(#", "") or "@import" in squeezed:
            raise Refused(_("The SVG refers to something outside it, or runs a script."))
