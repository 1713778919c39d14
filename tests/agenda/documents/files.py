"""Small files of every format, made where a test needs them. All texts are our own."""

import io
import unicodedata
import zlib

from docx import Document
from pypdf import PdfReader, PdfWriter

REPORT = [
    "Ngày 5/3/2031, Ban Thư ký đã tổ chức buổi tọa đàm trực tuyến về chia sẻ dữ liệu mở giữa các "
    "nước trong khu vực. Hơn bốn mươi chuyên gia đã tham gia và nêu nhiều câu hỏi thiết thực.",
    "Toàn cảnh buổi tọa đàm.",
    "Theo các chuyên gia, điều quan trọng nhất là thống nhất cách mô tả dữ liệu, vì nếu thiếu mô "
    "tả chung thì mỗi nước sẽ hiểu một con số theo một cách khác nhau.",
    "“Dữ liệu chỉ có ích khi người khác dùng được”, bà Lê Thị Ví Dụ phát biểu và đề nghị lập một "
    "nhóm kỹ thuật nhỏ để soạn bộ quy tắc chung trong năm tới.",
    "Kết thúc buổi tọa đàm, các bên nhất trí gặp lại vào mùa thu để đánh giá kết quả thử nghiệm "
    "và quyết định những bước tiếp theo của chương trình.",
]


def wrapped(paragraphs, width=60, between="\n", after="\n\n"):
    """Paragraphs as hard-wrapped lines of at most `width` characters."""
    done = []
    for paragraph in paragraphs:
        lines = [""]
        for word in paragraph.split():
            if len(lines[-1]) + 1 + len(word) > width:
                lines.append("")
            lines[-1] = f"{lines[-1]} {word}".strip()
        done.append(between.join(lines))
    return after.join(done) + "\n"


def as_windows_1258(text):
    """Vietnamese as Windows writes it: letters with their hat or horn, tones after them."""
    out = b""
    for char in text:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            marks = unicodedata.normalize("NFD", char)
            tones = [mark for mark in marks if mark in "\u0300\u0301\u0303\u0309\u0323"]
            letter = "".join(mark for mark in marks if mark not in tones)
            out += (unicodedata.normalize("NFC", letter) + "".join(tones)).encode("cp1258")
    return out


def docx(fill):
    """The bytes of a Word file; `fill` is given the python-docx Document to write into."""
    document = Document()
    fill(document)
    return save(document)


def save(document):
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def pdf(pages):
    """The bytes of a PDF; `pages` holds for each page a list of lines (Latin-1), or of texts at
    their places: (x, y, size, text), and ruled lines: ("rule", x, y, end, top)."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for number, lines in enumerate(pages):
        if lines and isinstance(lines[0], tuple):
            drawn = b"".join(_placed(*line) for line in lines)
        else:
            shown = b"".join(_shown(line) for line in lines)
            drawn = b"BT /F1 11 Tf 14 TL 72 770 Td %s ET" % shown
        stream = zlib.compress(drawn)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (5 + 2 * number)
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream)
        )
    out, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return out + head + table + trailer % (len(objects) + 1, len(out))


def _shown(line):
    return b"(%s) Tj T* " % _escaped(line)


def _placed(x, y, size, text, *more):
    if x == "rule":
        return b"%d %d m %d %d l S " % (y, size, text, *more)
    return b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj ET " % (size, x, y, _escaped(text))


def _escaped(text):
    return text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def locked_pdf(data, user_password):
    """The PDF `data`, encrypted: opened by `user_password`, changed by another."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(data)))
    writer.encrypt(user_password, "owner", algorithm="AES-256")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()
