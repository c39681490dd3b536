"""The route of the hashed assets; needs neither session nor database."""

from typing import Any

from litestar import Request, Response, get
from litestar.exceptions import NotFoundException
from litestar.params import FromPath

from portal.assets import PREFIX
from portal.guards import public
from portal.house import portal_of

FOREVER = "public, max-age=31536000, immutable"


@get(
    PREFIX + "/{name:path}",
    guards=[public],
    opt={"exclude_from_auth": True, "exclude_from_csrf": True, "plain": True},
    include_in_schema=False,
)
async def asset_file(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[bytes]:
    asset = portal_of(request).assets.at(request.scope["path"])
    if asset is None:
        raise NotFoundException
    headers = {"Cache-Control": FOREVER, "Vary": "Accept-Encoding"}
    if asset.packed is not None and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(asset.packed, media_type=asset.kind, headers=headers | {"Content-Encoding": "gzip"})
    return Response(asset.body, media_type=asset.kind, headers=headers)
