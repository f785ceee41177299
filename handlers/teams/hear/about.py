"""The page about the app that its manifest names: what it is for, what it reads and what it keeps, in each of our languages."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bot.texts.wording import LANGUAGES, Wording

ABOUT = "/teams/about"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
}


async def about(request: Request) -> Response:  # noqa: ARG001 - the shape of a handler
    """Show it; it holds nothing that anybody wrote."""
    said = "\n".join(map(_section, LANGUAGES))
    page = (
        f'<!doctype html>\n<html lang="nb">\n<meta charset="utf-8">\n<title>Svarvakt</title>\n<body>\n{said}\n</body>'
    )
    return HTMLResponse(page, headers=_HEADERS)


def _section(language: str) -> str:
    say = Wording().say
    parts = [*say("teams_app.full", language).split("\n\n"), say("teams_app.ask", language)]
    words = "".join(f"<p>{escape(part)}</p>" for part in parts)
    return f'<section lang="{language}"><h1>{escape(say("teams_app.name", language))}</h1>{words}</section>'
