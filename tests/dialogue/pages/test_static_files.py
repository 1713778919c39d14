"""What browsers fetch, as it is collected."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from dialogue.pages.static_files import StaticFiles

SHEET = """/* Above
   all */
a { color: red; /* why */
  content: "/* stays */"; }
b,
i::before { content: '\\'/* too */'; }
"""


IN_ONE_LINE = """a{color:red;content:"/* stays */"}b,i::before{content:'\\'/* too */'}"""


def test_our_style_sheets_are_collected_in_one_line_and_without_remarks(tmp_path):
    source = FileSystemStorage(location=tmp_path / "written")
    storage = StaticFiles(location=tmp_path / "collected", base_url="/static/")
    names = ["dialogue/site.css", "elsewhere/site.css"]
    for name in names:
        source.save(name, ContentFile(SHEET.encode()))
        storage.save(name, ContentFile(SHEET.encode()))
    list(storage.post_process({name: (source, name) for name in names}))
    ours, theirs = (Path(storage.path(storage.stored_name(name))).read_text() for name in names)
    assert ours == IN_ONE_LINE
    assert theirs == SHEET
