"""Files as organisers upload them."""

import io
import zipfile
from collections.abc import Callable, Iterable

import pypdf
from docx import Document
from pypdf.generic import DictionaryObject, NameObject


def pdf(change: Callable[[pypdf.PdfWriter], object] | None = None) -> bytes:
    """A PDF of one page, after this change."""
    writer = pypdf.PdfWriter()
    writer.add_blank_page(200, 200)
    if change:
        change(writer)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue()


def add_script(writer: pypdf.PdfWriter) -> None:
    """Something that runs when the PDF is opened."""
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): NameObject("/x")}
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)


def docx(
    extra: Iterable[str] = (),
    change_types: Callable[[str], str] = lambda types: types,
    padding: bytes = b"x",
) -> bytes:
    """A Word document with these further entries."""
    file, out = io.BytesIO(), io.BytesIO()
    Document().save(file)
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "[Content_Types].xml":
                content = change_types(content.decode()).encode()
            target.writestr(name, content)
        for name in extra:
            target.writestr(name, padding)
    return out.getvalue()
