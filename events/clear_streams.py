"""Streams that hold nothing about a person: found and folded by what the command acts on."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from events import agreement, baselines, contact_path, deidentified, deviation
from events.act import Act
from events.commands import agreements as a
from events.commands import deidentified as q
from events.commands import deviations as d
from events.commands import paths as p
from events.commands.baselines import ReportBaselineFigure
from events.commands.command import Command
from events.facts import Entry

Fold = Callable[[UUID, Iterable[Entry]], Any]


def stream_of(command: Command, act: Act) -> tuple[UUID, Fold] | None:
    """The stream that the command acts on and its fold; ``None`` for cases and organisations."""
    match command:
        case p.PathCommand():
            return contact_path.path_id_of(act.by.unit_id), contact_path.fold
        case p.FlagContactPath() | p.NoteContactPathWorked():
            return command.contact_path_id, contact_path.fold
        case a.AgreementCommand():
            return command.agreement_id, agreement.fold
        case d.DeviationCommand():
            return command.deviation_id, deviation.fold
        case ReportBaselineFigure():
            return baselines.stream_of_unit(act.by.unit), baselines.fold
        case q.SendDeidentifiedInquiry():
            return contact_path.path_id_of(command.to_unit), contact_path.fold
        case q.AnswerDeidentifiedInquiry():
            return command.deidentified_inquiry_id, deidentified.fold
    return None
