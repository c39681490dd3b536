"""From the fields of a form to a command: the same Struct that JSON and tests decode, every fault said at its field.

Names are dotted paths: ``person.name``, ``rows.0.from``. A blank scalar counts as absent. A list that is in the form
but all blank is an empty list (a hidden blank field says that none were ticked); a row that is all blank is left out.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import Enum
from types import UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin
from uuid import UUID

import msgspec
from litestar import Request
from litestar.di import NamedDependency, Provide
from msgspec import UNSET

from events.commands import Command, Confirmation
from events.refusals import Refused
from portal.needed import lacking
from portal.sentences import sentence_of, shape_fault

C = TypeVar("C", bound=Command)
Fields = dict[str, list[str]]
MISSING, CHOOSE, MOST_ROWS = "Fyll i det här fältet.", "Välj ett av alternativen.", 40
_OF_ANY_FIELD = (None, MISSING, CHOOSE)
_COLLECTIONS = (tuple, list, frozenset, set)
_EIGHT_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)")


class FormRefused(Exception):
    """What is wrong with a form, ``{field: sentence}``; nothing was decided or stored."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__("formuläret behöver rättas")
        self.errors = errors


Fault = Refused | FormRefused


async def form_of(request: Request[Any, Any, Any]) -> Fields:
    """The form of this request, for ``Provide``: every name with all its values; files are not ours."""
    sent = await request.form()
    fields = {name: [v for v in values if isinstance(v, str)] for name, values in sent.dict().items()}
    request.state.typed = fields  # to be given back for copying when there is nowhere left to save it
    return fields


Form = NamedDependency[Fields]
"""Of a handler: ``form``, what was sent; ``kept``, what its owner had typed before the session ran out."""
TAKES = {"form": Provide(form_of)}


def decode(kind: type[C], fields: Fields, **given: Any) -> C:
    """The command; ``given`` is what the path says and the form may not. Raises ``FormRefused`` with all faults."""
    errors: dict[str, str] = {}
    asked = {name: values for name, values in fields.items() if name.partition(".")[0] not in given}
    confirmed = [each.value for each in Confirmation if last(fields, each.value)]
    asked["confirmed"] = confirmed + fields.get("confirmed", [])
    values = _members(kind, "", asked, errors, known=frozenset(given))
    for field, sentence in lacking(kind, asked):
        if field not in given:
            errors[field] = sentence if errors.get(field) in _OF_ANY_FIELD else errors[field]
    if errors:
        raise FormRefused(errors)
    return kind(**values, **given)


def last(fields: Mapping[str, list[str]], name: str) -> str:
    """The value of a field that has one; a later value wins, so that a ticked box beats the hidden no before it."""
    return next(iter(reversed(fields.get(name, []))), "")


def said(error: Refused) -> str:
    """The Swedish sentence of a refusal."""
    return sentence_of(error.key, error.details)


def faults(error: Fault) -> dict[str, str]:
    """``{field: sentence}``; the field is ``""`` when the refusal is about the whole."""
    if isinstance(error, FormRefused):
        return error.errors
    return {error.field or "": said(error)}


def _members(
    kind: type[Any], path: str, fields: Fields, errors: dict[str, str], known: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """The values of a Struct's fields by Python name; what is missing or misshapen goes into ``errors``."""
    values: dict[str, Any] = {}
    for member in msgspec.structs.fields(kind):
        if member.name in known:
            continue
        at = f"{path}.{member.encode_name}" if path else member.encode_name
        value = _value(member.type, at, fields, errors, required=member.required)
        if value is not UNSET:
            values[member.name] = value
    return values


def _value(kind: Any, at: str, fields: Fields, errors: dict[str, str], *, required: bool) -> Any:
    """``UNSET`` for what is absent and for what is wrong; the latter has its sentence in ``errors``."""
    bare = _bare(kind)
    if isinstance(bare, type) and issubclass(bare, msgspec.Struct):
        return _struct(bare, at, fields, errors, required=required)
    if get_origin(bare) in _COLLECTIONS:
        return _many(bare, at, fields, errors, required=required)
    typed = last(fields, at)
    if not typed.strip():
        if required:
            errors[at] = CHOOSE if _is_choice(bare) else MISSING
        return UNSET
    return _converted(_AS_TYPED.get(bare, str)(typed), bare, at, errors)


def _struct(bare: type[Any], at: str, fields: Fields, errors: dict[str, str], *, required: bool) -> Any:
    if not required and not _filled(at, fields):
        return UNSET
    inner: dict[str, str] = {}
    values = _members(bare, at, fields, inner)
    errors.update(inner)
    return UNSET if inner else bare(**values)


def _many(bare: Any, at: str, fields: Fields, errors: dict[str, str], *, required: bool) -> Any:
    kind, make = get_args(bare)[0], get_origin(bare)
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        rows = [_struct(kind, f"{at}.{n}", fields, errors, required=True) for n in _rows(at, fields)]
        return make(row for row in rows if row is not UNSET)
    if at not in fields:
        if required:
            errors[at] = "Välj minst ett av alternativen."
        return UNSET
    return _converted([value for value in fields[at] if value.strip()], bare, at, errors)


def _rows(at: str, fields: Fields) -> list[int]:
    """Numbers of the rows that hold something, in order."""
    found = (re.match(re.escape(at) + r"\.(\d{1,3})\.", name) for name, values in fields.items() if any(values))
    numbers = sorted({int(match.group(1)) for match in found if match})
    return [n for n in numbers if _filled(f"{at}.{n}", fields)][:MOST_ROWS]


def _filled(at: str, fields: Fields) -> bool:
    return any(name.startswith(at + ".") and any(v.strip() for v in values) for name, values in fields.items())


def _converted(typed: Any, kind: Any, at: str, errors: dict[str, str]) -> Any:
    try:
        return msgspec.convert(typed, kind, strict=False)
    except msgspec.ValidationError as error:
        errors[at] = shape_fault(error)[1]
        return UNSET


def _typed_date(typed: str) -> str:
    """20261123 is as good as 2026-11-23."""
    eight = _EIGHT_DIGITS.fullmatch(typed.strip())
    return "-".join(eight.groups()) if eight else typed.strip()


def _typed_number(typed: str) -> str:
    """1 200 is as good as 1200."""
    return "".join(typed.split())


_AS_TYPED: dict[Any, Callable[[str], str]] = {date: _typed_date, int: _typed_number}


def _is_choice(kind: Any) -> bool:
    """Whether the answer is chosen among a few, so that nobody is told to fill in a row of radio buttons."""
    return get_origin(kind) is Literal or (isinstance(kind, type) and issubclass(kind, (Enum, UUID, bool)))


def _bare(kind: Any) -> Any:
    """Without ``None``: absent is said by leaving the field blank."""
    members = [member for member in get_args(kind) if member is not type(None)]
    return members[0] if get_origin(kind) in (Union, UnionType) and len(members) == 1 else kind
