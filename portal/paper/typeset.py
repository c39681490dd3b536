"""Sets a template as tagged PDF that a screen reader can follow (PDF/UA-1), in our own sans-serif.

Values go in as data, never as markup: a name with a hash or a star in it is printed as it stands. The same values give
the same bytes, which is what lets a report be made again and compared.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import typst

TEMPLATES = Path(__file__).parents[2] / "templates"
FONTS = Path(__file__).parents[1] / "assets" / "vendor"

_one_at_a_time = Lock()


def typeset(template: str, values: Mapping[str, Any], made_at: datetime) -> bytes:
    """The PDF of ``templates/<template>``, which reads ``values`` by ``read-values()`` of ``paper/paper.typ``.

    ``made_at`` (aware) stands in the file as its date. Raises ``typst.TypstError`` for a fault in the template, such as
    a picture without its text alternative.
    """
    with _one_at_a_time:
        made = _compiler().compile(
            str(TEMPLATES / template),
            format="pdf",
            sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
            pdf_standards="ua-1",
            timestamp=int(made_at.timestamp()),
        )
    assert isinstance(made, bytes)
    return made


@cache
def _compiler() -> typst.Compiler:
    """Kept warm: fonts are read once per process."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(FONTS)])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)
