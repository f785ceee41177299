"""The files of the demo page, and what a browser may load."""

import re

import pytest

from sandbox.server import Sandbox
from tests.sandbox.stage_page.scene import PAGE_FILES, Visitor


async def test_the_page_and_everything_it_names_is_served_from_here(visitor: Visitor) -> None:
    html = (await visitor.http.get("/")).text
    imported = {
        str((script.parent / name).resolve().relative_to(PAGE_FILES))
        for script in PAGE_FILES.rglob("*.js")
        for name in re.findall(r'from "(\.[^"]+)"', script.read_text())
    }

    named = {*re.findall(r'(?:src|href)="([^"]+)"', html), *imported}

    assert len(named) > 10
    assert {name: (await visitor.http.get(f"/{name}")).status_code for name in named} == dict.fromkeys(named, 200)


def test_no_file_of_the_page_names_an_address_outside() -> None:
    files = [file for file in PAGE_FILES.rglob("*") if file.is_file()]

    found = {
        file.name for file in files if re.search(r"(?:src|href|url\(|import|fetch\()[^\n]*https?://", file.read_text())
    }

    assert files
    assert not found


def test_no_script_of_the_page_makes_markup_out_of_text() -> None:
    scripts = list(PAGE_FILES.rglob("*.js"))

    found = {
        file.name
        for file in scripts
        if re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", file.read_text())
    }

    assert scripts
    assert not found


async def test_the_browser_may_only_load_what_comes_from_here(visitor: Visitor) -> None:
    policy = (await visitor.http.get("/")).headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'self';")


@pytest.mark.parametrize("path", ["/server.py", "/..%2fserver.py", "/nothing.js", "/sandbox/slack/files/F0"])
async def test_what_is_no_file_of_the_page_is_not_found(visitor: Visitor, path: str) -> None:
    assert (await visitor.http.get(path)).status_code == 404


async def test_a_picture_sent_in_slack_can_be_seen(visitor: Visitor, sandbox: Sandbox) -> None:
    picture = b"\x89PNG\r\n\x1a\nrest"
    asked = await visitor.bot("files.getUploadURLExternal", filename="bilde.png", length=len(picture))
    await visitor.http.post(asked["upload_url"], content=picture)

    shown = await visitor.http.get(f"/sandbox/slack/files/{asked['file_id']}")

    assert (shown.content, shown.headers["Content-Type"]) == (picture, "image/png")
