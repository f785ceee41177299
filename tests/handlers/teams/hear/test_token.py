"""Who may speak to the bot as Teams: every check that Microsoft asks for, and nothing without it."""

from datetime import timedelta

import jwt
import pytest
from starlette.applications import Starlette

from tests.handlers.recording import Recording
from tests.handlers.teams.stage import APP, NOW, SERVICE, TENANT, Clock, Teams, activity, key, post, published, token


async def test_a_signed_activity_is_heard(app: Starlette, calls: Recording) -> None:
    assert (await post(app, activity())).status_code == 200
    assert len(calls.heard) == 1


@pytest.mark.parametrize(
    "signed",
    [
        "",
        "Bearer ",
        "Bearer kake",
        f"Basic {APP}",
        lambda: token(aud="another-app"),
        lambda: token(iss="https://sts.windows.net/x/"),
        lambda: token(exp=NOW - timedelta(minutes=6)),
        lambda: token(nbf=NOW + timedelta(minutes=6)),
        lambda: token(serviceurl="https://smba.trafficmanager.net/amer"),
        lambda: token(without="serviceurl"),
        lambda: token(without="exp"),
        lambda: token(without="aud"),
        lambda: token(signer="wrong"),
        lambda: token(kid="unknown"),
        lambda: jwt.encode({"aud": APP}, "", "none"),
        lambda: jwt.encode({"aud": APP, "serviceurl": SERVICE}, "x" * 32, "HS256", headers={"kid": "k1"}),
    ],
)
async def test_what_is_not_signed_by_teams_for_us_is_refused(app: Starlette, calls: Recording, signed: object) -> None:
    header = signed if isinstance(signed, str) else f"Bearer {signed()}"  # type: ignore[operator]
    answer = await post(app, activity(), header)
    assert answer.status_code == 401
    assert answer.content == b""
    assert not calls.heard


async def test_a_clock_that_differs_by_some_minutes_does_no_harm(app: Starlette) -> None:
    late = token(exp=NOW - timedelta(minutes=4))
    assert (await post(app, activity(), f"Bearer {late}")).status_code == 200


async def test_a_key_that_is_not_for_teams_is_refused(app: Starlette, teams: Teams) -> None:
    teams.keys = published(endorsements=("webchat",))
    assert (await post(app, activity())).status_code == 401


async def test_another_tenant_is_answered_and_not_heard(app: Starlette, calls: Recording) -> None:
    answer = await post(app, activity(channelData={"tenant": {"id": TENANT.replace("5", "6")}}))
    assert answer.status_code == 200
    assert not calls.heard


async def test_keys_are_read_once_a_day_and_an_unknown_one_is_asked_for_now_and_then(
    app: Starlette, teams: Teams, clock: Clock
) -> None:
    for _ in range(3):
        await post(app, activity())
    assert teams.key_reads == 1
    for _ in range(3):
        await post(app, activity(), f"Bearer {token(kid='k2')}")
    assert teams.key_reads == 1, "an unknown key may be asked for again after five minutes only"
    clock.moment += timedelta(minutes=5)
    teams.keys = published(kid="k2")
    assert (await post(app, activity(), f"Bearer {token(kid='k2')}")).status_code == 200
    clock.moment += timedelta(hours=24)
    fresh = jwt.encode(
        {
            "iss": "https://api.botframework.com",
            "aud": APP,
            "serviceurl": SERVICE,
            "exp": clock.now() + timedelta(hours=1),
        },
        key("right"),
        "RS256",
        headers={"kid": "k2"},
    )
    assert (await post(app, activity(), f"Bearer {fresh}")).status_code == 200
    assert teams.key_reads == 3
