"""Papers: a Typst template and plain data → PDF bytes. Knows neither request nor database.

The data reaches the template as JSON in `sys.inputs.data`, so that it arrives as strings and no
letter in it is read as markup. The fonts are those inside the typst package alone, so a paper looks
the same on every machine: Libertinus Serif (with Vietnamese letters) and DejaVu Sans Mono.
"""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "papers"


def render(template: str, data: dict[str, Any], made_at: datetime) -> bytes:
    """The PDF that templates/papers/<template>.typ makes of `data` (whatever JSON can say).

    `made_at` (aware) is the paper's own date; the same three arguments give the same bytes.
    Raises typst.TypstError where the template itself is wrong.
    """
    import typst  # tens of megabytes, loaded only for the first paper

    return typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        timestamp=int(made_at.timestamp()),
    )
