"""Papers as a scanner gives them back."""

import io

from pypdf import PdfWriter

from participants.official import letters


def pages(number):
    writer = PdfWriter()
    for _number in range(number):
        writer.add_blank_page(595, 842)
    return as_bytes(writer)


def as_bytes(writer):
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def paper(letter):
    return letters.pdf_of([letter], letter.dialogue)
