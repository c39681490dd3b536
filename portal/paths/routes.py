"""The routes of ways in, in one list for ``portal.routes``."""

from litestar.types import ControllerRouterHandler

from portal.paths import changes as path_changes
from portal.paths import one, tries
from portal.paths import show as contact_paths

PATH_ROUTES: tuple[ControllerRouterHandler, ...] = (
    contact_paths.show,
    contact_paths.vcard,
    contact_paths.one_vcard,
    contact_paths.listed,
    path_changes.confirm,
    one.show,
    tries.worked,
    tries.failed,
    path_changes.path_form,
    path_changes.publish,
    path_changes.absence_form,
    path_changes.register_absence,
    path_changes.withdrawal_form,
    path_changes.withdraw,
)
