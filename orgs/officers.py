"""The person at the keyboard, acting through exactly one assignment (domain.md 2.2)."""

from uuid import UUID

import msgspec

from orgs.directory import QualityAssignment, Unit
from orgs.roles import CASE_ROLES, MANAGERS, Role


class Officer(msgspec.Struct, frozen=True):
    user_id: UUID
    name: str
    assignment_id: UUID
    role: Role
    unit: Unit
    quality: QualityAssignment | None = None
    """Under which this officer may follow up the own unit; whether it holds today is asked for apart."""

    @property
    def unit_id(self) -> UUID:
        return self.unit.unit_id

    @property
    def has_case_role(self) -> bool:
        return self.role in CASE_ROLES

    @property
    def is_manager(self) -> bool:
        return self.role in MANAGERS
