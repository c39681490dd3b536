"""The closed lists of joint planning (domain.md 5.4, 8); Swedish labels belong to the edge."""

from enum import StrEnum


class SipKind(StrEnum):
    SIP = "sip"
    JOINT_MEETING = "joint_meeting"
    """The same form where a municipality holds that the law on SIP does not apply; never counted as one."""


class SipReason(StrEnum):
    PERSON_WISH = "person_wish"
    SEVERAL_PARTIES = "several_parties"
    STUCK = "stuck"
    CHANGE_AHEAD = "change_ahead"


class DeclinedBy(StrEnum):
    PERSON = "person"
    REGION = "region"
    MUNICIPALITY = "municipality"


class Guest(StrEnum):
    """Who is invited beside the units. Never by name: other persons' data have no place here (domain.md 4.4)."""

    PERSON = "person"
    RELATIVE = "relative"
    REPRESENTATIVE = "representative"


OUTSIDERS = frozenset({Guest.RELATIVE, Guest.REPRESENTATIVE})
"""With one of these in the room, only purpose, agenda and measures are shown (domain.md 8.5)."""


class MeetingWay(StrEnum):
    ROOM = "room"
    VIDEO = "video"
    PHONE = "phone"


class InvitationAnswer(StrEnum):
    ACCEPTED = "accepted"
    DECLINED = "declined"
    SUBSTITUTE_SENT = "substitute_sent"


class CancelReason(StrEnum):
    CONSENT_ENDED = "consent_ended"
    PERSON_WISH = "person_wish"
    ILLNESS = "illness"
    PARTY_ABSENT = "party_absent"
    OTHER = "other"


class RevokeReason(StrEnum):
    CONSENT_NARROWED = "consent_narrowed"
    PERSON_WISH = "person_wish"


class MeasureStatus(StrEnum):
    DONE = "done"
    ONGOING = "ongoing"
    NOT_STARTED = "not_started"
    DROPPED = "dropped"


class CopyTo(StrEnum):
    """One copy to the person, one per principal in its own record (domain.md 8.2)."""

    PERSON = "person"
    OWN_RECORD = "own_record"
