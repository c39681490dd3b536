"""The reference for a page: a bare Litestar handler that renders a static template of the same size.

`python -m tests.bench.bare FOLDER PORT`; the folder holds page.html and whole.html. Served as `portal serve` serves.
"""

import sys
from pathlib import Path

import uvicorn
from litestar import Litestar, get
from litestar.plugins.minijinja import MiniJinjaTemplateEngine
from litestar.response import Template
from litestar.template import TemplateConfig


@get("/page")
async def page() -> Template:
    return Template("page.html", media_type="text/html")


@get("/whole")
async def whole() -> Template:
    return Template("whole.html", media_type="text/html")


def bare_app(folder: Path) -> Litestar:
    return Litestar(
        [page, whole],
        template_config=TemplateConfig(directory=folder, engine=MiniJinjaTemplateEngine),
        openapi_config=None,
        logging_config=None,
    )


if __name__ == "__main__":
    app = bare_app(Path(sys.argv[1]))
    uvicorn.run(app, port=int(sys.argv[2]), log_config=None, access_log=False, server_header=False)
