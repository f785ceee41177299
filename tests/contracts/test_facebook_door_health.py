"""What is wrong with a page is named, and subscribing mends it."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from handlers.facebook.speak.subscribe import subscribe
from sandbox.people import PAGES
from tests.clocks import Borrowed
from tests.contracts.facebook_scene import Scene, opened
from tests.handlers.facebook.stage import serving


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    async with opened("webhook") as scene:
        yield scene


async def test_a_healthy_door_has_no_troubles(scene: Scene) -> None:
    assert (await scene.door.page.health()).troubles == ()


async def test_each_trouble_is_named(scene: Scene) -> None:
    tokens, page_id = scene.sandbox.facebook.tokens, PAGES[0].id

    async def troubles() -> set[str]:
        return {trouble.name for trouble in (await scene.door.page.health()).troubles}

    tokens.set_page_rights(page_id, tasks=["MESSAGING"])
    assert await troubles() == {"facebook_moderate_missing"}

    tokens.mend_page_token(page_id)
    tokens.set_page_rights(page_id, scopes=["pages_messaging"])
    assert await troubles() == {"facebook_scope_missing"}

    tokens.break_page_token(page_id, 460)
    assert await troubles() == {"facebook_token_dead"}

    tokens.mend_page_token(page_id)
    tokens.expire_page_token_at(page_id, scene.sandbox.clock.now() + timedelta(days=13))
    assert await troubles() == {"facebook_token_expires"}


async def test_subscribing_mends_a_lost_subscription(scene: Scene) -> None:
    async with serving(scene.door.routes) as url:
        done = await subscribe(scene.settings, url, Borrowed(scene.sandbox.clock))

    assert [(each.name, each.ok, each.detail) for each in done] == [
        ("application", True, ""),
        ("main", True, ""),
        ("landbruk", True, ""),
    ]


async def test_subscribing_an_address_that_does_not_answer_says_so(scene: Scene) -> None:
    application, *_ = await subscribe(scene.settings, "http://127.0.0.1:9", Borrowed(scene.sandbox.clock))

    assert not application.ok
    assert "code" in application.detail
