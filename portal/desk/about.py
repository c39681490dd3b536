"""Pages about the portal itself, for everybody: what it is, how it protects, how to get help."""

from typing import Any

from litestar import Request, get
from litestar.response import Template

from portal.guards import public
from portal.pages import page
from portal.phases.phases import LANES, everywhere

AnyRequest = Request[Any, Any, Any]


@get("/om", guards=[public], sync_to_thread=False)
def about(request: AnyRequest) -> Template:
    return page(request, "about/portal.html", title="Om portalen")


@get("/processkarta", guards=[public], sync_to_thread=False)
def process(request: AnyRequest) -> Template:
    return page(request, "phases/show.html", title="Processkarta", lanes=list(LANES), phases=everywhere())


@get("/skydd", guards=[public], sync_to_thread=False)
def protection(request: AnyRequest) -> Template:
    return page(request, "about/protection.html", title="Så skyddar vi uppgifterna")


@get("/tillganglighet", guards=[public], sync_to_thread=False)
def accessibility(request: AnyRequest) -> Template:
    return page(request, "about/accessibility.html", title="Tillgänglighet")


@get("/hjalp", guards=[public], sync_to_thread=False)
def help_page(request: AnyRequest) -> Template:
    return page(request, "about/help.html", title="Hjälp")
