"""The demo page's own files, and the pictures that were sent in the simulated Slack. Nothing comes from anywhere else."""

from importlib import resources

from aiohttp import web

from sandbox.slack.sim import SlackSim

KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'",  # a card in Teams carries its picture within itself
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def file_routes(slack: SlackSim) -> list[web.AbstractRouteDef]:
    """`/`, the files beside it, and `/sandbox/slack/files/<id>`."""

    async def start(request: web.Request) -> web.Response:  # noqa: ARG001 - the shape of a handler
        return _page_file("index.html")

    async def beside(request: web.Request) -> web.Response:
        return _page_file(request.match_info["name"])

    async def sent(request: web.Request) -> web.Response:
        content = slack.file(request.match_info["id"])
        if content is None:
            raise web.HTTPNotFound
        kind = next((kind for begin, kind in PICTURES.items() if content.startswith(begin)), "application/octet-stream")
        return web.Response(body=content, content_type=kind, headers=HEADERS)

    return [
        web.get("/", start),
        web.get(r"/{name:(?:[a-z]+/)?[a-z_]+\.(?:css|js|svg)}", beside),
        web.get("/sandbox/slack/files/{id}", sent),
    ]


def _page_file(name: str) -> web.Response:
    file = resources.files("sandbox").joinpath("page", name)
    if not file.is_file():
        raise web.HTTPNotFound
    kind = KINDS[name.rpartition(".")[2]]
    return web.Response(body=file.read_bytes(), content_type=kind, charset="utf-8", headers=HEADERS)
