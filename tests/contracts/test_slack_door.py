"""The Slack door held to the simulated Slack over real sockets, in Socket Mode and over HTTP alike."""

import json
import time
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.ports.calls import Done, FieldErrors, OpenForm, Press, Told
from bot.ports.card import Action, Card, Mention, Quote
from bot.ports.chat import MessageRef
from bot.ports.failures import Reason, Refused, TryLater, Unknown
from bot.ports.form import Choice, ChoiceField, Form, TextField
from bot.ports.happenings import Happening, LookedIn, Said, Unsaid
from handlers.slack.hear.line import Line, pause_after
from handlers.slack.hear.reader import read
from sandbox.people import APP
from tests.handlers.slack.events import callback, reply
from tests.handlers.slack.stage import ANNE, CHANNEL, INGRID, OLA, TURID, Clock, Stage, held, serving, staged
from tests.waiting import eventually

CARD = Card(
    "Nytt spørsmål",
    title="Nytt spørsmål",
    quotes=(Quote("Kari Nordmann", "Når åpner <!channel> svømmehallen?"),),
    mentions=(Mention(OLA),),
    actions=(Action("take", "Ta", "12"), Action("ask", "Spør fagperson", "12")),
)
FORM = Form(
    "ask",
    "Spør fagperson",
    "Send",
    "Avbryt",
    "12:3",
    (
        ChoiceField("department", "Avdeling", (Choice("teknisk", "Teknisk"), Choice("barnehage", "Barnehage"))),
        TextField("note", "Hilsen", required=False),
    ),
)


@pytest.fixture(params=["socket", "http"])
async def stage(request: pytest.FixtureRequest) -> AsyncIterator[Stage]:
    async with staged(request.param) as scene:
        yield scene


@pytest.fixture
async def http() -> AsyncIterator[Stage]:
    """Where the way in makes no difference."""
    async with staged("http") as scene:
        yield scene


def happenings(stage: Stage) -> list[Happening]:
    return [happening for event in stage.calls.heard.values() for happening in read(event.body)]


async def posted(stage: Stage, key: str = "card:12") -> MessageRef:
    return await stage.door.chat.post_card(CHANNEL, CARD, key)


# What people write


async def test_a_reply_under_a_card_is_heard_as_plain_words(stage: Stage) -> None:
    card = await posted(stage)

    ts = await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner *lørdag* & søndag", thread_ts=card.id)

    (said,) = await eventually(lambda: happenings(stage))
    assert isinstance(said, Said)
    assert (said.thread, said.id, said.person_id) == (card.id, ts, OLA)


async def test_an_edited_reply_is_heard_with_its_new_words(stage: Stage) -> None:
    card = await posted(stage)
    ts = await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    await stage.sandbox.slack.edit(OLA, CHANNEL, ts, "Vi åpner søndag")

    await eventually(lambda: len(happenings(stage)) == 2)
    said = happenings(stage)[1]
    assert isinstance(said, Said)
    assert (said.id, said.text) == (ts, "Vi åpner søndag")
    assert said.edited_at


async def test_a_deleted_reply_is_heard(stage: Stage) -> None:
    card = await posted(stage)
    ts = await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    await stage.sandbox.slack.delete(OLA, CHANNEL, ts)

    assert await eventually(lambda: [h for h in happenings(stage) if isinstance(h, Unsaid) and h.id == ts])


async def test_what_is_said_in_the_channel_itself_is_not_kept(stage: Stage) -> None:
    await stage.sandbox.slack.say(OLA, CHANNEL, "Er det kaffe igjen?")

    await eventually(lambda: not stage.sandbox.slack.unheard)
    assert stage.calls.heard == {}


async def test_what_may_be_an_answer_beside_its_thread_is_kept(stage: Stage) -> None:
    await stage.sandbox.slack.say(OLA, CHANNEL, "Da er hallen åpen.")

    await eventually(lambda: stage.calls.heard)


async def test_what_the_bot_writes_itself_is_not_kept(stage: Stage) -> None:
    card = await posted(stage)
    await stage.door.chat.update_card(card, CARD)
    await stage.door.chat.say(card, CARD, "note:1", aloud=True)

    await eventually(lambda: not stage.sandbox.slack.unheard)
    assert stage.calls.heard == {}


async def test_somebody_who_looks_in_is_noticed(stage: Stage) -> None:
    await stage.sandbox.slack.open_home(ANNE)

    (looked,) = await eventually(lambda: happenings(stage))
    assert isinstance(looked, LookedIn)
    assert looked.person_id == ANNE


# Heard means stored


async def test_an_event_that_comes_twice_has_one_key(stage: Stage) -> None:
    card = await posted(stage)
    stage.sandbox.faults.arm("slack.event_twice", match="message")

    await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    await eventually(lambda: stage.calls.hearings == 2)
    assert len(stage.calls.heard) == 1


async def test_a_door_that_slack_does_not_know_yet_hears_all_the_same() -> None:
    async with staged("http") as stage:
        stage.door._identity.bot_id = ""

        assert (await stage.sandbox.slack.press(ANNE, CHANNEL, (await posted(stage)).id, "take")).ok


# Clicks


async def test_a_click_reaches_the_bot_with_all_it_needs(stage: Stage) -> None:
    card = await posted(stage)

    outcome = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert outcome.ok
    (press,) = stage.calls.presses
    assert press == Press("take", "12", ANNE, press.person_name, CHANNEL, card.id, card.id, press.key)


async def test_a_choice_from_a_menu_is_a_click_like_any_other(stage: Stage) -> None:
    card = await stage.door.chat.post_card(
        CHANNEL, replace(CARD, more=(Action("close", "Avslutt", "12:x"),)), "card:12"
    )
    shown = stage.sandbox.slack.message(CHANNEL, card.id)
    assert shown is not None
    button = shown.button("close")
    assert button is not None

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, button[0])

    (press,) = stage.calls.presses
    assert (press.action, press.value) == ("close", "12:x")


async def test_a_person_is_known_by_name(stage: Stage) -> None:
    card = await posted(stage)

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert stage.calls.presses[0].person_name == "Anne Berg"


async def test_two_clicks_are_two_gestures(stage: Stage) -> None:
    card = await posted(stage)

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")
    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert len({press.key for press in stage.calls.presses}) == 2


async def test_a_click_in_a_thread_knows_its_thread(stage: Stage) -> None:
    card = await posted(stage)
    proposal = await stage.door.chat.say(card, CARD, "proposal:12")

    await stage.sandbox.slack.press(ANNE, CHANNEL, proposal.id, "take")

    (press,) = stage.calls.presses
    assert (press.message, press.thread) == (proposal.id, card.id)


async def test_a_person_is_told_alone(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.press_reply = Told("Jonas tok den <!channel> først")

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "Jonas tok den &lt;!channel&gt; først"
    assert told.thread_ts == ""


async def test_a_person_is_told_in_the_thread_where_the_click_was(stage: Stage) -> None:
    card = await posted(stage)
    proposal = await stage.door.chat.say(card, CARD, "proposal:12")
    stage.calls.press_reply = Told("Svaret er godkjent")

    await stage.sandbox.slack.press(ANNE, CHANNEL, proposal.id, "take")

    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.thread_ts == card.id


async def test_a_person_who_cannot_be_told_in_the_chat_is_told_over_the_reply_address(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.press_reply = Told("Dette er ikke en av våre tråder")
    stage.sandbox.faults.arm("slack.http_503", match="chat.postEphemeral")

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "Dette er ikke en av våre tråder"


async def test_a_click_that_the_bot_cannot_take_is_answered_in_words(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.broken = True

    outcome = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "take")

    assert outcome.ok
    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "try_again"


async def test_a_click_stays_acknowledged_when_the_answer_fails(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.press_reply = OpenForm(FORM)
    stage.sandbox.faults.arm("slack.cut", times=None, match="views.open")

    outcome = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "ask")

    assert outcome.ok


async def test_a_form_that_cannot_be_opened_is_answered_in_words(stage: Stage) -> None:
    card = await posted(stage)
    stage.calls.press_reply = OpenForm(replace(FORM, subject="x" * 3001))

    await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "ask")

    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "form_failed"


async def test_the_shortcut_says_which_reply_is_the_answer(stage: Stage) -> None:
    card = await posted(stage)
    ts = await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    outcome = await stage.sandbox.slack.shortcut(ANNE, CHANNEL, ts, "use_as_answer")

    assert outcome.ok
    (press,) = stage.calls.presses
    assert (press.action, press.value, press.message, press.thread) == ("use", "", ts, card.id)


async def test_a_shortcut_that_is_not_ours_is_acknowledged(stage: Stage) -> None:
    card = await posted(stage)

    assert (await stage.sandbox.slack.shortcut(ANNE, CHANNEL, card.id, "other")).ok
    assert stage.calls.presses == []


# Forms


async def opened(stage: Stage) -> tuple[MessageRef, str]:
    """A form that Anne has open, and the card it was asked for on."""
    card = await posted(stage)
    stage.calls.press_reply = OpenForm(FORM)
    outcome = await stage.sandbox.slack.press(ANNE, CHANNEL, card.id, "ask")
    assert outcome.view
    return card, outcome.view.id


async def test_a_form_comes_back_with_what_was_filled_in(stage: Stage) -> None:
    _, view_id = await opened(stage)

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk", "note": "Haster litt"})

    assert outcome.closed
    (sent,) = stage.calls.submissions
    assert (sent.form, sent.subject, sent.person_id) == ("ask", "12:3", ANNE)
    assert sent.values == {"department": "teknisk", "note": "Haster litt"}


async def test_a_form_with_an_error_stays_open_and_says_so_at_the_field(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.submit_reply = FieldErrors({"note": "Skriv en hilsen"})

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk"})

    assert (outcome.errors, outcome.closed) == ({"note": "Skriv en hilsen"}, False)


async def test_a_form_that_the_bot_cannot_take_stays_open(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.broken = True

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk", "note": "Haster"})

    assert (outcome.errors, outcome.closed) == ({"department": "try_again"}, False)


async def test_a_mended_form_is_another_gesture(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.submit_reply = FieldErrors({"note": "Skriv en hilsen"})
    await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk"})

    stage.calls.submit_reply = Done()
    await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk", "note": "Hei"})

    assert len({sent.key for sent in stage.calls.submissions}) == 2


async def test_the_sender_of_a_form_is_told_where_it_was_asked_for(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.submit_reply = Told("Jonas har alt spurt")

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk"})

    assert outcome.closed
    (told,) = await eventually(lambda: stage.sandbox.slack.ephemerals(ANNE))
    assert told.text == "Jonas har alt spurt"


async def test_on_the_home_tab_a_person_is_told_in_a_dialog(stage: Stage) -> None:
    await stage.door.chat.show_home(ANNE, [CARD])
    stage.calls.press_reply = Told("Jonas tok den først")
    home = stage.sandbox.slack.home_of(ANNE)
    assert home

    await stage.sandbox.slack.press_in_view(ANNE, home.id, "take")

    view = await eventually(lambda: stage.sandbox.slack.view_of(ANNE))
    assert "Jonas tok den først" in json.dumps(view.content, ensure_ascii=False)


async def test_a_form_sent_from_the_home_tab_is_answered_in_the_dialog(stage: Stage) -> None:
    await stage.door.chat.show_home(ANNE, [CARD])
    stage.calls.press_reply, stage.calls.submit_reply = OpenForm(FORM), Told("Jonas har alt spurt")
    home = stage.sandbox.slack.home_of(ANNE)
    assert home
    view = (await stage.sandbox.slack.press_in_view(ANNE, home.id, "ask")).view
    assert view

    outcome = await stage.sandbox.slack.submit(ANNE, view.id, {"department": "teknisk"})

    assert not outcome.closed
    assert "Jonas har alt spurt" in json.dumps(stage.sandbox.slack.view_of(ANNE).content, ensure_ascii=False)  # type: ignore[union-attr]


async def test_a_form_that_leads_to_another_shows_it_in_its_place(stage: Stage) -> None:
    _, view_id = await opened(stage)
    stage.calls.submit_reply = OpenForm(replace(FORM, name="ask_text", title="Les en gang til"))

    outcome = await stage.sandbox.slack.submit(ANNE, view_id, {"department": "teknisk"})

    view = stage.sandbox.slack.view_of(ANNE)
    assert not outcome.closed
    assert view
    assert (view.id, view.callback_id, view.title) == (view_id, "ask_text", "Les en gang til")


# The command


async def test_the_command_is_answered_to_this_person_alone(stage: Stage) -> None:
    stage.calls.cards = (CARD, CARD)

    answer = await stage.sandbox.slack.command(ANNE, CHANNEL, "mine")

    assert stage.calls.commands == [(ANNE, "mine")]
    assert answer
    assert (answer["response_type"], len(answer["blocks"])) == ("ephemeral", 7)


async def test_a_command_that_fails_is_answered_in_words(stage: Stage) -> None:
    stage.calls.broken = True

    answer = await stage.sandbox.slack.command(ANNE, CHANNEL, "")

    assert answer
    assert answer["text"] == "try_again"


# What comes over HTTP


def signed(body: bytes, secret: str = APP.slack_signing_secret) -> dict[str, str]:
    at = str(int(time.time()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=at, body=body) or ""
    return {"content-type": "application/json", "x-slack-request-timestamp": at, "x-slack-signature": signature}


async def sent(stage: Stage, body: dict[str, object], secret: str = APP.slack_signing_secret) -> httpx.Response:
    content = json.dumps(body).encode()
    async with serving(stage.door) as url, httpx.AsyncClient() as client:
        return await client.post(f"{url}/slack/events", content=content, headers=signed(content, secret))


async def test_a_forged_signature_is_refused(http: Stage) -> None:
    body = callback(reply(channel=CHANNEL))

    assert (await sent(http, body, "another-secret")).status_code == 401
    assert http.calls.heard == {}


async def test_slacks_first_question_is_answered(http: Stage) -> None:
    answer = await sent(http, {"type": "url_verification", "challenge": "abc"})

    assert answer.json() == {"challenge": "abc"}


@pytest.mark.parametrize(
    "body",
    [
        {"type": "app_rate_limited", "minute_rate_limited": 1},
        {"type": "something_new"},
        {"type": "shortcut", "callback_id": "x", "user": {"id": ANNE}},
        {"type": "view_closed", "user": {"id": ANNE}, "view": {"type": "modal"}},
        callback({"type": "something_new"}),
    ],
)
async def test_what_means_nothing_is_acknowledged(http: Stage, body: dict[str, object]) -> None:
    assert (await sent(http, body)).status_code == 200


@pytest.mark.parametrize("content", [b"{", b"[1]", b"\xff\xfe", b"payload=%7B", b""])
async def test_a_body_that_is_no_payload_is_refused(http: Stage, content: bytes) -> None:
    async with serving(http.door) as url, httpx.AsyncClient() as client:
        answer = await client.post(f"{url}/slack/events", content=content, headers={"content-type": "application/json"})

    assert answer.status_code in (400, 401)


async def test_an_event_that_cannot_be_read_is_kept(http: Stage) -> None:
    body = callback(reply(channel=CHANNEL, ts="not a time"))

    assert (await sent(http, body)).status_code == 200
    assert list(http.calls.heard) == ["Ev1"]


async def test_an_event_that_is_not_stored_is_not_acknowledged(http: Stage) -> None:
    http.calls.broken = True

    assert (await sent(http, callback(reply(channel=CHANNEL)))).status_code == 500


async def test_without_a_signing_secret_there_is_no_address(http: Stage) -> None:
    door = http.door.__class__(replace(http.door._settings, signing_secret=""), http.calls, Clock(http.sandbox.clock))

    assert list(door.routes) == []


# Speaking


async def test_a_card_stands_in_the_channel_as_it_was_drawn(http: Stage) -> None:
    card = await posted(http)

    (message,) = http.sandbox.slack.messages(CHANNEL)
    assert (message.ts, message.text) == (card.id, "Nytt spørsmål")
    assert message.buttons() == [("take", "Ta"), ("ask", "Spør fagperson")]
    assert message.metadata == {"event_type": "svarvakt_delivery", "event_payload": {"key": "card:12"}}


async def test_a_redrawn_card_stays_findable_and_calls_nobody(http: Stage) -> None:
    card = await posted(http)

    await http.door.chat.update_card(card, replace(CARD, title="Tatt av Anne"))

    (message,) = http.sandbox.slack.messages(CHANNEL)
    assert "Tatt av Anne" in json.dumps(message.blocks)
    assert OLA not in json.dumps(message.blocks)
    assert message.metadata


async def test_redrawing_a_deleted_card_says_that_it_is_gone(http: Stage) -> None:
    card = await posted(http)
    await http.sandbox.slack.delete_card(CHANNEL, card.id)

    with pytest.raises(Refused) as refused:
        await http.door.chat.update_card(card, CARD)

    assert refused.value.reason is Reason.GONE


async def test_a_note_stands_in_the_thread_and_aloud_in_the_channel_too(http: Stage) -> None:
    card = await posted(http)

    quiet = await http.door.chat.say(card, CARD, "note:1")
    loud = await http.door.chat.say(card, CARD, "note:2", aloud=True)

    assert [m.ts for m in http.sandbox.slack.thread(CHANNEL, card.id)] == [quiet.id, loud.id]
    assert quiet == MessageRef(CHANNEL, quiet.id, card.id)
    assert loud.id in [m.ts for m in http.sandbox.slack.messages(CHANNEL)]


async def test_a_note_in_reply_to_a_note_stands_in_the_same_thread(http: Stage) -> None:
    card = await posted(http)
    first = await http.door.chat.say(card, CARD, "note:1")

    assert (await http.door.chat.say(first, CARD, "note:2")).thread == card.id


@pytest.mark.parametrize("fault", ["slack.post_then_cut", "slack.post_then_fatal", "slack.post_then_503"])
async def test_a_post_with_an_unclear_end_is_found_and_not_repeated(http: Stage, fault: str) -> None:
    since = http.sandbox.clock.now()
    http.sandbox.faults.arm(fault)
    with pytest.raises(Unknown):
        await posted(http)
    http.sandbox.clock.move(timedelta(seconds=5))

    found = await http.door.chat.find_own(CHANNEL, "", "card:12", since)

    (message,) = http.sandbox.slack.messages(CHANNEL)
    assert found == MessageRef(CHANNEL, message.ts)
    assert http.calls_of("chat.postMessage") == 1


async def test_a_note_with_an_unclear_end_is_found_in_its_thread(http: Stage) -> None:
    card, since = await posted(http), http.sandbox.clock.now()
    http.sandbox.faults.arm("slack.post_then_cut")
    with pytest.raises(Unknown):
        await http.door.chat.say(card, CARD, "note:1")
    http.sandbox.clock.move(timedelta(seconds=5))

    found = await http.door.chat.find_own(CHANNEL, card.id, "note:1", since)

    (note,) = http.sandbox.slack.thread(CHANNEL, card.id)
    assert found == MessageRef(CHANNEL, note.ts, card.id)


async def test_of_several_posts_with_one_key_the_newest_is_found(http: Stage) -> None:
    since = http.sandbox.clock.now() - timedelta(seconds=5)
    await posted(http)
    newest = await posted(http)

    assert await http.door.chat.find_own(CHANNEL, "", "card:12", since) == newest


async def test_a_post_that_never_happened_is_not_found(http: Stage) -> None:
    since = http.sandbox.clock.now() - timedelta(seconds=5)
    await posted(http, "card:13")

    assert await http.door.chat.find_own(CHANNEL, "", "card:12", since) is None


async def test_nobody_looks_before_slack_has_had_a_moment(http: Stage) -> None:
    with pytest.raises(TryLater):
        await http.door.chat.find_own(CHANNEL, "", "card:12", http.sandbox.clock.now())


async def test_looking_goes_through_every_page(http: Stage) -> None:
    http.sandbox.slack.pace.enabled = False
    card = await posted(http)
    since = http.sandbox.clock.now() - timedelta(seconds=5)
    first = await http.door.chat.say(card, CARD, "note:0")
    for number in range(1, 210):
        await http.sandbox.slack.say(OLA, CHANNEL, f"Prat {number}", thread_ts=card.id)

    last = await http.door.chat.say(card, CARD, "note:210")

    assert await http.door.chat.find_own(CHANNEL, card.id, "note:0", since) == first
    assert await http.door.chat.find_own(CHANNEL, card.id, "note:210", since) == last


async def test_a_look_that_failed_is_no_look(http: Stage) -> None:
    http.sandbox.faults.arm("slack.http_503", match="conversations.history")

    with pytest.raises(TryLater):
        await http.door.chat.find_own(CHANNEL, "", "card:12", http.sandbox.clock.now() - timedelta(seconds=9))


async def test_throttling_is_passed_on_with_its_pause(http: Stage) -> None:
    http.sandbox.faults.arm("slack.rate_limited", match="chat.postMessage")

    with pytest.raises(TryLater) as later:
        await posted(http)

    assert later.value.whole_scope
    assert later.value.after
    assert later.value.after > timedelta(0)


async def test_a_thread_is_read_back_as_people_wrote_it(http: Stage) -> None:
    card = await posted(http)
    await http.door.chat.say(card, CARD, "note:1")
    ts = await http.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)

    (said,) = await http.door.chat.read_thread(card, http.sandbox.clock.now() - timedelta(minutes=1))

    assert (said.id, said.text, said.thread) == (ts, "Vi åpner lørdag", card.id)


async def test_people_are_called_in_and_strangers_are_passed_over(http: Stage) -> None:
    await http.sandbox.slack.remove(INGRID, CHANNEL)

    await http.door.chat.call_in(CHANNEL, [INGRID, OLA, "U0UKJENT01", APP.slack_bot_user_id])

    assert {INGRID, OLA} <= http.sandbox.slack.members(CHANNEL)


@pytest.mark.parametrize(
    "code",
    [
        "no_external_invite_permission",
        "invitee_cant_see_channel",
        "external_channel_migrating",
        "app_cannot_join_channel",
        "a_code_nobody_has_seen",
    ],
)
@pytest.mark.parametrize("people", [[INGRID, OLA], [OLA, INGRID]])
async def test_one_who_cannot_be_added_keeps_nobody_out_and_is_named(http: Stage, code: str, people: list[str]) -> None:
    for person in people:
        await http.sandbox.slack.remove(person, CHANNEL)
    http.sandbox.slack.invite_failures[INGRID] = code

    left_out = await http.door.chat.call_in(CHANNEL, people)

    assert left_out == {INGRID: code}
    assert OLA in http.sandbox.slack.members(CHANNEL)


async def test_when_nobody_but_the_one_is_called_in_the_reason_is_told_too(http: Stage) -> None:
    await http.sandbox.slack.remove(INGRID, CHANNEL)
    http.sandbox.slack.invite_failures[INGRID] = "invitee_cant_see_channel"

    assert await http.door.chat.call_in(CHANNEL, [INGRID]) == {INGRID: "invitee_cant_see_channel"}


async def test_calling_in_people_who_are_there_changes_nothing(http: Stage) -> None:
    before = http.sandbox.slack.members(CHANNEL)

    await http.door.chat.call_in(CHANNEL, [OLA])
    await http.door.chat.call_in(CHANNEL, [])

    assert http.sandbox.slack.members(CHANNEL) == before


async def test_a_user_groups_members_are_known(http: Stage) -> None:
    assert set(await http.door.chat.members("S0TEKNISK1")) == {OLA, INGRID}


async def test_a_home_full_of_cards_is_shown(http: Stage) -> None:
    await http.door.chat.show_home(ANNE, [CARD] * 60)

    home = http.sandbox.slack.home_of(ANNE)
    assert home
    assert len(home.blocks) <= 100


async def test_links_need_no_call(http: Stage) -> None:
    before = len(http.sandbox.slack.calls)

    link = http.door.chat.link(MessageRef(CHANNEL, "1700000060.000200", "1700000000.000100"))

    assert link.endswith(f"/archives/{CHANNEL}/p1700000060000200?thread_ts=1700000000.000100&cid={CHANNEL}")
    assert len(http.sandbox.slack.calls) == before


async def test_somebody_outside_the_channel_cannot_be_told_there(http: Stage) -> None:
    await http.sandbox.slack.remove(TURID, CHANNEL)

    with pytest.raises(Refused) as refused:
        await http.door.chat.tell(CHANNEL, "", TURID, "Hei")

    assert refused.value.reason is Reason.UNREACHABLE


async def test_half_a_character_in_a_thread_that_is_read_becomes_one_that_every_store_can_keep(http: Stage) -> None:
    card = await posted(http)
    await http.sandbox.slack.say(OLA, CHANNEL, "Vi åpner \ud83d lørdag", thread_ts=card.id)

    (said,) = await http.door.chat.read_thread(card, http.sandbox.clock.now() - timedelta(minutes=1))

    assert said.text == "Vi åpner \ufffd lørdag"


# Health


async def test_all_is_well(http: Stage) -> None:
    assert (await http.door.chat.health()).troubles == ()


async def test_a_dead_token_is_trouble(http: Stage) -> None:
    http.sandbox.faults.arm("slack.auth_invalid")

    (trouble,) = (await http.door.chat.health()).troubles

    assert trouble.name == "slack.token"


async def test_a_channel_without_the_bot_is_trouble(http: Stage) -> None:
    await http.sandbox.slack.remove(APP.slack_bot_user_id, CHANNEL)

    (trouble,) = (await http.door.chat.health()).troubles

    assert (trouble.name, trouble.values) == ("slack.not_member", (("channel", CHANNEL),))


async def test_an_archived_channel_is_trouble(http: Stage) -> None:
    await http.sandbox.slack.archive(CHANNEL)

    (trouble,) = (await http.door.chat.health()).troubles

    assert trouble.name == "slack.channel_archived"


async def test_a_line_that_has_been_down_for_long_is_trouble() -> None:
    async with staged("socket") as stage:
        down = await hurried(stage)
        stage.door.line = down
        stage.sandbox.faults.arm("slack.ticket_refused", times=None)
        async with held(down):
            await eventually(lambda: down.is_down)

            health = await stage.door.chat.health()

    assert [(found.name, found.text_key) for found in health.troubles] == [("slack.away", "slack.trouble_line_down")]
    assert ("slack.away", "") not in health.fine


async def test_a_missing_scope_is_named_and_is_no_missing_channel(http: Stage) -> None:
    http.sandbox.slack.method_failures["conversations.info"] = "missing_scope"

    (trouble,) = (await http.door.chat.health()).troubles

    assert (trouble.name, trouble.values) == (
        "slack.scope_missing",
        (("channel", CHANNEL), ("scope", "channels:read")),
    )


async def test_a_moment_of_too_many_calls_is_no_dead_token(http: Stage) -> None:
    http.sandbox.faults.arm("slack.rate_limited", match="auth.test")

    (trouble,) = (await http.door.chat.health()).troubles

    assert trouble.name == "slack.away"


REFUSALS = {"invalid_auth": "", "not_allowed_token_type": "", "missing_scope": " connections:write"}


@pytest.mark.parametrize("code", REFUSALS)
async def test_a_refused_app_token_is_told_at_once_and_the_line_comes_up_when_it_is_mended(code: str) -> None:
    async with staged("socket") as stage:
        line = stage.door.line = await hurried(stage)
        stage.sandbox.slack.method_failures["apps.connections.open"] = code
        async with held(line):
            await eventually(lambda: line.refusal)
            (trouble,) = (await stage.door.chat.health()).troubles
            assert (trouble.name, trouble.values) == ("slack.app_token", (("error", code + REFUSALS[code]),))

            stage.sandbox.slack.method_failures.clear()
            await eventually(lambda: line.up, within=10)
            assert ("slack.app_token", "") in (await stage.door.chat.health()).fine


async def test_a_line_that_is_not_held_asks_what_slack_thinks_of_its_token() -> None:
    async with staged("socket") as stage:
        stage.door.line = await hurried(stage)
        stage.sandbox.slack.method_failures["apps.connections.open"] = "invalid_auth"

        (trouble,) = (await stage.door.chat.health()).troubles

    assert trouble.name == "slack.app_token"


def test_a_refused_token_is_tried_ever_more_seldom() -> None:
    pauses = [pause_after(refusals, 5.0) for refusals in range(1, 9)]

    assert pauses == [10, 20, 40, 80, 160, 320, 600, 600]


# The line


async def hurried(stage: Stage) -> Line:
    """A line whose watchdog has no patience."""
    old = stage.door.line
    assert old
    quick = {"check_seconds": 0.05, "patience_seconds": 0.6, "ping_seconds": 0.2}
    return Line(old._app, old._client, old._app_token, old._logger, **quick)


async def test_a_cut_line_is_held_again() -> None:
    async with staged("socket") as stage:
        line = await hurried(stage)
        async with held(line):
            await eventually(lambda: line.up)
            await stage.sandbox.slack.disconnect(warn=False)
            await eventually(lambda: not line.up)

            await eventually(lambda: line.up, within=10)


async def test_an_announced_renewal_loses_nothing() -> None:
    async with staged("socket") as stage:
        card = await posted(stage)
        stage.sandbox.faults.arm("slack.socket_refresh", match="message")

        await stage.sandbox.slack.say(OLA, CHANNEL, "Vi åpner lørdag", thread_ts=card.id)
        await eventually(lambda: stage.sandbox.slack.connections)
        stage.sandbox.clock.move(timedelta(minutes=2))

        assert await eventually(lambda: happenings(stage))
