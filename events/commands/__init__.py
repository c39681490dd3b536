"""Every command as data: the same Struct decodes the form, the JSON and the test.

msgspec checks shapes; the decisions check rules. Own unit, versions and new ids never stand in a command.
What is done in a case and with organisations is said from here, as if it stood here; the other areas by their own name.
"""
# ruff: noqa: F403 - mypy keeps count: only what an area defines itself is passed on

from events.commands.closing import *
from events.commands.command import *
from events.commands.consents import *
from events.commands.efforts import *
from events.commands.function import *
from events.commands.inquiries import *
from events.commands.leave import *
from events.commands.opening import *
from events.commands.organisations import *
from events.commands.parties import *
from events.commands.plans import *
