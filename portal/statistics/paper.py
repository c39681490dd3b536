"""Documents as tagged PDF. Nothing in it comes from the clock or the reader: the same edition gives the same bytes."""

from portal.paper.typeset import typeset
from portal.statistics.documents import Document
from portal.statistics.names import extracted

_HASH_SHOWN = 16


def as_pdf(document: Document) -> bytes:
    source = document.source
    values = {
        "title": document.title,
        "name": document.name,
        "lead": document.lead,
        "facts": document.facts,
        "footer": f"Statistik hämtad {extracted(source.made_at)}, utgåva {source.number}, {source.hash[:_HASH_SHOWN]}",
        "parts": [
            {
                "title": part.title,
                "definitions": part.definitions,
                "sheets": [
                    {
                        "title": sheet.title,
                        "note": sheet.note,
                        "columns": sheet.columns,
                        "lines": [
                            {"label": line.label, "cells": [said.text for said in line.cells], "total": line.total}
                            for line in sheet.lines
                        ],
                    }
                    for sheet in part.sheets
                ],
            }
            for part in document.parts
        ],
        "explained": document.explained,
    }
    return typeset("statistics/document.typ", values, source.made_at)
