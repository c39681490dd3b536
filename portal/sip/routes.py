"""The routes of joint meetings, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.sip import papers, prepare, room, show, team

SIP_ROUTES: tuple[ControllerRouterHandler, ...] = (
    show.all_meetings,
    show.proposal_form,
    show.propose,
    show.one_meeting,
    prepare.preparation_form,
    prepare.submit,
    prepare.save_draft,
    room.room,
    papers.summons,
    papers.joint,
    papers.plan,
    papers.calendar,
    show.doing_form,
    show.do,
    team.team_meetings,
    team.batch_form,
    team.plan_batch,
    team.agenda,
    team.conclusion_form,
    team.conclude,
)
