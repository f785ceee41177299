"""The demo page's HTTP side: files, state, stream and gestures, over a real socket, with a little bot that only listens."""

import json
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from sandbox.catalogue import faults_of
from sandbox.clock import SandboxClock
from sandbox.people import APP, PAGES
from sandbox.server import Sandbox
from sandbox.stage.routes import stage_routes
from tests.sandbox.slack.bots import HttpBot

CHANNEL, ANNE, OLA = "C0SPORSMAL", "U0ANNE0001", "U0OLA00001"
KARI, AHMED = "6543210987650001", "6543210987650002"
PAGE_FILES = Path(__file__).parents[2] / "sandbox" / "page"
WEDNESDAY = datetime(2026, 11, 25, 9, 15, tzinfo=UTC)

BUTTON = {"type": "button", "action_id": "take", "text": {"type": "plain_text", "text": "Ta"}, "value": "1"}
CARD = [{"type": "actions", "elements": [BUTTON]}]
FIELD = {
    "type": "input",
    "block_id": "text",
    "label": {"type": "plain_text", "text": "Svar"},
    "element": {"type": "plain_text_input", "action_id": "text"},
}
MODAL = {
    "type": "modal",
    "callback_id": "answer",
    "title": {"type": "plain_text", "text": "Skriv svar"},
    "submit": {"type": "plain_text", "text": "Publiser"},
    "private_metadata": "1",
    "blocks": [FIELD],
}


class Visitor:
    """A browser that shows the page: fetches the state and sends gestures."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.http = httpx.AsyncClient(base_url=sandbox.url, trust_env=False)
        self._slack = httpx.AsyncClient(
            base_url=sandbox.slack_api_url, trust_env=False, headers={"Authorization": f"Bearer {APP.slack_bot_token}"}
        )

    async def state(self) -> Any:
        return (await self.http.get("/sandbox/state")).json()

    async def do(self, path: str, **body: Any) -> Any:
        answer = await self.http.post(f"/sandbox/{path}", json=body)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def refused(self, path: str, **body: Any) -> tuple[int, str]:
        answer = await self.http.post(f"/sandbox/{path}", json=body)
        return answer.status_code, answer.json()["error"]

    async def bot(self, method: str, **arguments: Any) -> Any:
        return (await self._slack.post(method, json=arguments)).json()

    async def close(self) -> None:
        await self.http.aclose()
        await self._slack.aclose()


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(clock=SandboxClock(WEDNESDAY, rate=0), slack_transport="http")
    sandbox.add_routes(stage_routes(sandbox))
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def visitor(sandbox: Sandbox) -> AsyncIterator[Visitor]:
    visitor = Visitor(sandbox)
    yield visitor
    await visitor.close()


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[HttpBot]:
    bot = HttpBot()
    await bot.start()
    sandbox.connect_bot(bot.url)
    yield bot
    await bot.stop()


# Files


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


# State


async def test_the_state_shows_every_page_with_its_posts(visitor: Visitor) -> None:
    pages = (await visitor.state())["facebook"]["pages"]

    assert [one["key"] for one in pages] == [one.key for one in PAGES]
    assert all(one["posts"] for one in pages)


async def test_the_state_shows_a_comment_with_its_replies_and_who_wrote_them(
    visitor: Visitor, sandbox: Sandbox
) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Når åpner hallen?")
    sandbox.facebook.staff_reply("main", comment_id, "Mandag.")

    comment = (await visitor.state())["facebook"]["pages"][0]["posts"][0]["comments"][0]

    assert (comment["author"]["name"], comment["by_page"]) == ("Kari Nordmann", False)
    assert [(reply["text"], reply["by_page"], reply["author"]["bot"]) for reply in comment["replies"]] == [
        ("Mandag.", True, False)
    ]


async def test_what_the_bot_wrote_itself_is_marked(visitor: Visitor, sandbox: Sandbox) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Når åpner hallen?")
    form = {"message": "Mandag.", "access_token": PAGES[0].token}
    await visitor.http.post(f"{sandbox.graph_url}/v26.0/{comment_id}/comments", data=form)

    comment = (await visitor.state())["facebook"]["pages"][0]["posts"][0]["comments"][0]

    assert comment["replies"][0]["author"]["bot"] is True


async def test_the_state_shows_a_conversation_with_its_citizen(visitor: Visitor, sandbox: Sandbox) -> None:
    sandbox.facebook.message("kino", AHMED, "Er det plass?")

    talks = next(one for one in (await visitor.state())["facebook"]["pages"] if one["key"] == "kino")["conversations"]

    assert [said["text"] for said in talks[AHMED]] == ["Er det plass?"]


async def test_the_state_shows_a_card_as_it_came_over_the_wire_and_its_thread(
    visitor: Visitor, sandbox: Sandbox
) -> None:
    posted = await visitor.bot("chat.postMessage", channel=CHANNEL, text="Ny", blocks=CARD)
    await sandbox.slack.say(OLA, CHANNEL, "Klokka 16.", thread_ts=posted["ts"])

    (card,) = (await visitor.state())["slack"]["channels"][0]["messages"]

    assert card["blocks"][0]["elements"] == [BUTTON]
    assert [reply["text"] for reply in card["replies"]] == ["Klokka 16."]


async def test_what_one_person_alone_was_told_stands_with_that_person(visitor: Visitor) -> None:
    await visitor.bot("chat.postEphemeral", channel=CHANNEL, user=ANNE, text="Jonas var først.")

    people = {one["id"]: one["ephemerals"] for one in (await visitor.state())["slack"]["people"]}

    assert [said["text"] for said in people.pop(ANNE)] == ["Jonas var først."]
    assert not any(people.values())


async def test_the_state_tells_the_time_and_where_its_jumps_lead(visitor: Visitor, sandbox: Sandbox) -> None:
    sandbox.facebook.comment("main", KARI, "Når åpner hallen?")

    clock = (await visitor.state())["clock"]

    assert datetime.fromisoformat(clock["now"]) == WEDNESDAY
    assert (clock["closing"], clock["deadline"]) == ("2026-11-25T15:30:00+01:00", "2026-11-27T15:30:00+01:00")


# Stream


async def versions(lines: AsyncIterator[str]) -> AsyncIterator[int]:
    """The version numbers as the stream tells them."""
    async for line in lines:
        if line.startswith("data: "):
            yield json.loads(line.removeprefix("data: "))["version"]


async def test_the_stream_tells_the_version_at_once_and_then_each_change(visitor: Visitor, sandbox: Sandbox) -> None:
    async with visitor.http.stream("GET", "/sandbox/stream") as answer:
        told = versions(answer.aiter_lines())
        first = await anext(told)
        sandbox.facebook.comment("main", KARI, "Når åpner hallen?")
        on_facebook = await anext(told)
        await sandbox.slack.say(ANNE, CHANNEL, "Hei")
        in_slack = await anext(told)
        sandbox.clock.move(timedelta(hours=1))
        of_the_clock = await anext(told)

    assert first < on_facebook < in_slack < of_the_clock


async def test_many_changes_at_once_are_told_as_one(visitor: Visitor, sandbox: Sandbox) -> None:
    async with visitor.http.stream("GET", "/sandbox/stream") as answer:
        told = versions(answer.aiter_lines())
        first = await anext(told)
        for number in range(50):
            sandbox.facebook.comment("main", KARI, f"Spørsmål {number}")
        second = await anext(told)

    assert second >= first + 50


async def test_the_state_carries_the_version_that_the_stream_told(visitor: Visitor, sandbox: Sandbox) -> None:
    sandbox.facebook.comment("main", KARI, "Når åpner hallen?")

    async with visitor.http.stream("GET", "/sandbox/stream") as answer:
        told = await anext(versions(answer.aiter_lines()))

    assert (await visitor.state())["version"] == told


# What people do on Facebook


async def test_a_citizen_comments_and_replies(visitor: Visitor, sandbox: Sandbox) -> None:
    post = sandbox.facebook.posts("main")[1].id
    comment = await visitor.do("facebook/comment", page="main", citizen=KARI, post=post, text="Når åpner hallen?")
    await visitor.do("facebook/comment", page="main", citizen=AHMED, parent=comment["id"], text="Lurer på det samme")

    (seen,) = sandbox.facebook.comments(post)

    assert (seen.text, seen.replies[0].author.name) == ("Når åpner hallen?", "Ahmed Hassan")


async def test_a_citizen_posts_a_picture_without_words(visitor: Visitor, sandbox: Sandbox) -> None:
    posted = await visitor.do("facebook/visitor_post", page="main", citizen=KARI, photo=True)

    seen = sandbox.facebook.posts("main")[-1]

    assert (seen.id, seen.photo) == (posted["id"], True)


async def test_a_citizen_writes_a_message_and_changes_it(visitor: Visitor, sandbox: Sandbox) -> None:
    sent = await visitor.do("facebook/message", page="main", citizen=KARI, text="Hie")
    await visitor.do("facebook/edit", id=sent["id"], text="Hei")

    assert [said.text for said in sandbox.facebook.conversation("main", KARI)] == ["Hei"]


async def test_a_citizen_changes_a_comment_likes_it_and_deletes_it(visitor: Visitor, sandbox: Sandbox) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Nå åpner hallen?")
    await visitor.do("facebook/edit", id=comment_id, text="Når åpner hallen?")
    await visitor.do("facebook/like", id=comment_id, citizen=AHMED)
    seen = sandbox.facebook.comments(sandbox.facebook.posts("main")[0].id)[0]
    await visitor.do("facebook/delete", id=comment_id)

    assert (seen.text, seen.likes) == ("Når åpner hallen?", 1)
    assert sandbox.facebook.find(comment_id) is None


async def test_staff_hide_a_comment_and_show_it_again(visitor: Visitor, sandbox: Sandbox) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Nummeret er …")
    await visitor.do("facebook/hide", id=comment_id)
    hidden = (await visitor.state())["facebook"]["pages"][0]["posts"][0]["comments"][0]["hidden"]
    await visitor.do("facebook/hide", id=comment_id, hidden=False)

    shown = (await visitor.state())["facebook"]["pages"][0]["posts"][0]["comments"][0]["hidden"]

    assert (hidden, shown) == (True, False)


async def test_staff_answer_by_hand_in_public_and_by_message(visitor: Visitor, sandbox: Sandbox) -> None:
    comment_id = sandbox.facebook.comment("main", KARI, "Når åpner hallen?")
    await visitor.do("facebook/staff_reply", page="main", target=comment_id, text="Mandag.")
    await visitor.do("facebook/staff_message", page="main", citizen=KARI, text="Hei, Kari")

    assert [reply.text for reply in sandbox.facebook.replies_by_page(comment_id)] == ["Mandag."]
    assert [said.by_page for said in sandbox.facebook.conversation("main", KARI)] == [True]


@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("facebook/comment", {"page": "main", "citizen": KARI, "text": "  "}, (400, "not_possible")),
        ("facebook/comment", {"page": "main", "citizen": KARI, "text": 7}, (400, "not_possible")),
        ("facebook/comment", {"page": "main", "citizen": KARI, "text": "Hei", "post": "1_2"}, (404, "gone")),
        ("facebook/edit", {"id": "1_2", "text": "Hei"}, (404, "gone")),
        ("slack/say", {"user": ANNE, "channel": "C0NOWHERE", "text": "Hei"}, (400, "not_possible")),
        ("slack/submit", {"user": ANNE, "view_id": "V1", "values": {"text": 7}}, (400, "not_possible")),
    ],
)
async def test_what_nobody_can_do_is_refused_with_a_code(
    visitor: Visitor, path: str, body: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert await visitor.refused(path, **body) == answer


async def test_only_json_is_taken_so_that_no_other_web_page_can_send_gestures(
    visitor: Visitor, sandbox: Sandbox
) -> None:
    words = json.dumps({"page": "main", "citizen": KARI, "text": "Hei"})

    answer = await visitor.http.post("/sandbox/facebook/comment", content=words, headers={"Content-Type": "text/plain"})

    assert answer.status_code == 400
    assert not sandbox.facebook.comments(sandbox.facebook.posts("main")[0].id)


# What people do in Slack


async def test_a_person_writes_in_a_thread_changes_it_and_deletes_it(
    visitor: Visitor, sandbox: Sandbox, bot: HttpBot
) -> None:
    posted = await visitor.bot("chat.postMessage", channel=CHANNEL, text="Ny", blocks=CARD)
    said = await visitor.do("slack/say", user=OLA, channel=CHANNEL, thread_ts=posted["ts"], text="Klokka 15.")
    await visitor.do("slack/edit", user=OLA, channel=CHANNEL, ts=said["ts"], text="Klokka 16.")
    after_the_edit = [reply.text for reply in sandbox.slack.thread(CHANNEL, posted["ts"])]
    await visitor.do("slack/delete", user=OLA, channel=CHANNEL, ts=said["ts"])

    assert after_the_edit == ["Klokka 16."]
    assert not sandbox.slack.thread(CHANNEL, posted["ts"])


async def test_a_press_reaches_the_bot_as_the_person_who_pressed(visitor: Visitor, bot: HttpBot) -> None:
    posted = await visitor.bot("chat.postMessage", channel=CHANNEL, text="Ny", blocks=CARD)

    told = await visitor.do("slack/press", user=ANNE, channel=CHANNEL, ts=posted["ts"], action_id="take")

    (payload,) = bot.payloads("block_actions")
    assert (told["ok"], payload["user"]["id"], payload["actions"][0]["action_id"]) == (True, ANNE, "take")


async def test_a_press_on_a_message_that_is_gone_says_so(visitor: Visitor, bot: HttpBot) -> None:
    told = await visitor.do("slack/press", user=ANNE, channel=CHANNEL, ts="1.000000", action_id="take")

    assert told == {"ok": False, "note": "gone"}


async def opened_modal(visitor: Visitor, bot: HttpBot) -> str:
    """Anne presses, and the bot opens a modal for her; the view's id."""
    posted = await visitor.bot("chat.postMessage", channel=CHANNEL, text="Ny", blocks=CARD)
    await visitor.do("slack/press", user=ANNE, channel=CHANNEL, ts=posted["ts"], action_id="take")
    trigger = bot.payloads("block_actions")[-1]["trigger_id"]
    return str((await visitor.bot("views.open", trigger_id=trigger, view=MODAL))["view"]["id"])


async def modal_of(visitor: Visitor, user_id: str) -> Any:
    people = (await visitor.state())["slack"]["people"]
    return next(one for one in people if one["id"] == user_id)["modal"]


async def test_a_modal_is_shown_to_its_person_alone_without_what_the_bot_hid_in_it(
    visitor: Visitor, bot: HttpBot
) -> None:
    view_id = await opened_modal(visitor, bot)

    shown = await modal_of(visitor, ANNE)

    assert (shown["id"], shown["title"]["text"], "private_metadata" in shown) == (view_id, "Skriv svar", False)
    assert await modal_of(visitor, OLA) is None


async def test_a_modal_that_lacks_something_stays_open_and_says_where(visitor: Visitor, bot: HttpBot) -> None:
    view_id = await opened_modal(visitor, bot)

    told = await visitor.do("slack/submit", user=ANNE, view_id=view_id, values={"text": ""})

    assert (told["errors"], told["closed"]) == ({"text": "required"}, False)
    assert await modal_of(visitor, ANNE)


async def test_a_modal_that_was_filled_in_goes_to_the_bot_and_closes(visitor: Visitor, bot: HttpBot) -> None:
    view_id = await opened_modal(visitor, bot)

    told = await visitor.do("slack/submit", user=ANNE, view_id=view_id, values={"text": "Ja, klokka 16."})

    (payload,) = bot.payloads("view_submission")
    assert told["ok"]
    assert payload["view"]["state"]["values"]["text"]["text"]["value"] == "Ja, klokka 16."
    assert await modal_of(visitor, ANNE) is None


async def test_a_modal_can_be_closed_without_sending_it(visitor: Visitor, bot: HttpBot) -> None:
    view_id = await opened_modal(visitor, bot)

    await visitor.do("slack/close", user=ANNE, view_id=view_id)

    assert await modal_of(visitor, ANNE) is None
    assert not bot.payloads("view_submission")


async def test_a_shortcut_reaches_the_bot_with_its_message(visitor: Visitor, bot: HttpBot) -> None:
    said = await visitor.do("slack/say", user=OLA, channel=CHANNEL, text="Klokka 16.")

    await visitor.do("slack/shortcut", user=ANNE, channel=CHANNEL, ts=said["ts"], callback_id="use_as_answer")

    (payload,) = bot.payloads("message_action")
    assert (payload["callback_id"], payload["message"]["ts"]) == ("use_as_answer", said["ts"])


async def test_the_answer_to_a_command_is_seen_by_the_person_alone(visitor: Visitor, bot: HttpBot) -> None:
    async def answer(payload: dict[str, Any]) -> tuple[int, Any]:
        return 200, {"text": "Ingen åpne spørsmål", "response_type": "ephemeral"} if "command" in payload else ""

    bot.answer, bot.headers = answer, {"Content-Type": "application/json"}

    told = await visitor.do("slack/command", user=ANNE, channel=CHANNEL, text="")

    people = {one["id"]: one["ephemerals"] for one in (await visitor.state())["slack"]["people"]}
    assert told == {"ok": True}
    assert [said["text"] for said in people[ANNE]] == ["Ingen åpne spørsmål"]


async def test_looking_at_the_home_tab_tells_the_bot(visitor: Visitor, bot: HttpBot) -> None:
    await visitor.do("slack/home", user=ANNE)

    assert [event["user"] for event in bot.events("app_home_opened")] == [ANNE]


# The clock


async def test_the_clock_goes_forward_by_an_hour(visitor: Visitor, sandbox: Sandbox) -> None:
    await visitor.do("clock/forward", seconds=3600)

    assert sandbox.clock.now() == WEDNESDAY + timedelta(hours=1)


@pytest.mark.parametrize("jump", ["closing", "deadline"])
async def test_the_clock_jumps_to_where_the_page_said_it_would(visitor: Visitor, sandbox: Sandbox, jump: str) -> None:
    promised = (await visitor.state())["clock"][jump]

    await visitor.do(f"clock/{jump}", to=promised)

    assert sandbox.clock.now() == datetime.fromisoformat(promised)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("clock/forward", {"seconds": -1}),
        ("clock/forward", {"seconds": "en time"}),
        ("clock/closing", {"to": "2026-11-24T15:30:00+01:00"}),
        ("clock/deadline", {"to": "snart"}),
        ("clock/deadline", {}),
    ],
)
async def test_the_clock_never_goes_back_and_takes_no_riddles(
    visitor: Visitor, path: str, body: dict[str, Any]
) -> None:
    assert await visitor.refused(path, **body) == (400, "not_possible")


# The faults


async def test_the_panel_lists_every_fault_in_words(visitor: Visitor) -> None:
    told = (await visitor.http.get("/sandbox/faults")).json()

    listed = {fault["name"]: fault["words"] for group in told["groups"] for fault in group["faults"]}
    assert listed == {name: fault.words for name, fault in faults_of(("facebook", "slack")).items()}


async def test_a_fault_that_is_switched_on_strikes_once_and_is_counted(visitor: Visitor) -> None:
    await visitor.do("faults/arm", name="slack.internal_error")
    on = (await visitor.state())["faults"]
    await visitor.bot("auth.test")

    off = (await visitor.state())["faults"]
    assert [(one["name"], one["times"]) for one in on["armed"]] == [("slack.internal_error", 1)]
    assert (off["armed"], off["struck"]) == ([], {"slack.internal_error": 1})


async def test_a_fault_can_be_on_for_a_while(visitor: Visitor, sandbox: Sandbox) -> None:
    await visitor.do("faults/arm", name="slack.internal_error", minutes=10)
    until = (await visitor.state())["faults"]["armed"][0]["until"]

    await visitor.do("clock/forward", seconds=600)

    assert datetime.fromisoformat(until) == WEDNESDAY + timedelta(minutes=10)
    assert (await visitor.state())["faults"]["armed"] == []


async def test_a_fault_can_be_on_for_good_and_by_chance(visitor: Visitor) -> None:
    await visitor.do("faults/arm", name="slack.internal_error", minutes=10)

    told = await visitor.do("faults/arm", name="slack.internal_error", always=True, chance=0.5)

    assert told["armed"] == [{"name": "slack.internal_error", "times": None, "chance": 0.5, "until": None}]


async def test_what_only_strikes_writes_is_aimed_there(visitor: Visitor, sandbox: Sandbox) -> None:
    await visitor.do("faults/arm", name="facebook.gone")

    assert [armed.match for armed in sandbox.faults.armed()] == ["POST /"]


async def test_one_fault_or_all_can_be_switched_off(visitor: Visitor) -> None:
    for name in ("slack.cut", "slack.slow", "facebook.cut"):
        await visitor.do("faults/arm", name=name)

    without_one = await visitor.do("faults/disarm", name="slack.cut")
    without_all = await visitor.do("faults/disarm")

    assert [one["name"] for one in without_one["armed"]] == ["slack.slow", "facebook.cut"]
    assert without_all["armed"] == []


async def test_the_luck_of_the_faults_can_be_drawn_anew(visitor: Visitor) -> None:
    assert (await visitor.do("faults/seed", seed=42))["seed"] == 42


async def test_the_page_is_told_when_a_fault_strikes(visitor: Visitor) -> None:
    await visitor.do("faults/arm", name="slack.internal_error")
    before = (await visitor.state())["version"]

    await visitor.bot("auth.test")

    assert (await visitor.state())["version"] > before


@pytest.mark.parametrize(
    ("path", "body", "answer"),
    [
        ("faults/arm", {"name": "slack.rain"}, (404, "gone")),
        ("faults/arm", {}, (400, "not_possible")),
        ("faults/arm", {"name": "slack.cut", "chance": 2}, (400, "not_possible")),
        ("faults/arm", {"name": "slack.cut", "minutes": -1}, (400, "not_possible")),
        ("faults/seed", {"seed": "sju"}, (400, "not_possible")),
        ("faults/seed", {}, (400, "not_possible")),
    ],
)
async def test_a_riddle_switches_nothing_on(
    visitor: Visitor, path: str, body: dict[str, Any], answer: tuple[int, str]
) -> None:
    assert await visitor.refused(path, **body) == answer
    assert (await visitor.state())["faults"]["armed"] == []
