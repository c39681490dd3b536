"""The proofs: what must hold under load, faults and attackers, with figures. `make proof [NAME=scenario]`.

A scenario is a module here with `TITLE`, one Swedish line, and `run(long) -> figures`, which raises AssertionError when
the promise does not hold. Its short form runs in `make test`, its long form in `make proof`.
"""

import importlib
import os
import pkgutil
from collections.abc import Mapping
from types import ModuleType
from typing import Protocol, cast

Figures = Mapping[str, int | float | str]


def size(name: str, *, short: int, usual: int, long: bool) -> int:
    """How much a scenario does: the variable ``name`` decides in the long form, otherwise the usual."""
    return int(os.environ.get(name, usual)) if long else short


class Scenario(Protocol):
    TITLE: str

    def run(self, long: bool) -> Figures: ...


def scenarios() -> dict[str, Scenario]:
    """By name, in alphabetical order."""
    found: dict[str, Scenario] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith(("_", "test_")):
            loaded: ModuleType = importlib.import_module(f"{__name__}.{module.name}")
            if hasattr(loaded, "run"):
                found[module.name] = cast(Scenario, loaded)
    return found
