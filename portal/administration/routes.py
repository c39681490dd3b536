"""The routes of administration, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.administration import following_up, overview, purging, quality, unit_figures, units

ADMINISTRATION_ROUTES: tuple[ControllerRouterHandler, ...] = (
    overview.administration,
    units.unit_form,
    units.register_unit,
    units.unit_page,
    units.change_form,
    units.change_unit,
    units.assignment_form,
    units.assign,
    units.ending_form,
    units.end_assignment,
    quality.quality_form,
    quality.grant,
    quality.quality_ending_form,
    quality.end_quality,
    purging.purging_form,
    purging.order_purge,
    following_up.cases_to_follow_up,
    following_up.case_to_follow_up,
    unit_figures.unit_figures,
)
