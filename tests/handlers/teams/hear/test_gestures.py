"""What people do in Teams, answered: at once, once however often it comes, and in words when it cannot be done."""

import asyncio
import json
from typing import Any

import pytest
from starlette.applications import Starlette

from bot.ports.calls import Done, FieldErrors, OpenForm, Press, PressReply, Submission, SubmitReply, Told
from bot.ports.card import Action
from bot.ports.form import Choice, ChoiceField, Form, TextField
from handlers.teams.door import TeamsDoor
from handlers.teams.hear import repeats
from tests.handlers.recording import Recording
from tests.handlers.teams.stage import ANNE, CHANNEL, ROOT, Clock, Teams, activity, post
from tests.waiting import eventually

FORM = Form("answer", "Svar", "Publiser", "Avbryt", "12", (TextField("text", "Tekst", "utkast"),))


def pressed(name: str = "take", value: str = "12", **more: Any) -> dict[str, Any]:
    carried = {"action": {"type": "Action.Execute", "verb": name, "data": {"do": name, "value": value}}}
    return activity("invoke", name="adaptiveCard/action", replyToId=ROOT, value=carried, **more)


def fetched(name: str = "answer", value: str = "12", **more: Any) -> dict[str, Any]:
    return activity("invoke", name="task/fetch", replyToId=ROOT, value={"data": {"do": name, "value": value, **more}})


def sent(data: dict[str, Any]) -> dict[str, Any]:
    return activity("invoke", name="task/submit", value={"data": data})


async def answer(app: Starlette, body: dict[str, Any]) -> Any:
    response = await post(app, body)
    assert response.status_code == 200
    return response.json() if response.content else {}


async def test_a_button_says_who_pressed_what_where(app: Starlette, calls: Recording) -> None:
    await answer(app, pressed())
    (made,) = calls.presses
    assert (made.action, made.value, made.person_id, made.person_name) == (
        "take",
        "12",
        ANNE["aadObjectId"],
        "Anne Berg",
    )
    assert (made.channel, made.message, made.thread) == (CHANNEL, ROOT, ROOT)


async def test_a_gesture_that_comes_three_times_is_taken_once_and_answered_alike(
    app: Starlette, calls: Recording
) -> None:
    calls.press_reply = Told("Du har spørsmålet.")
    answers = [await answer(app, pressed()) for _ in range(3)]
    assert len(calls.presses) == 1
    assert [one["value"] for one in answers] == ["Du har spørsmålet."] * 3


async def test_a_gesture_that_comes_again_while_it_is_worked_on_waits_for_the_same_work(
    app: Starlette, calls: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = asyncio.Event()

    async def slowly(press: Press) -> PressReply:
        calls.presses.append(press)
        await going_on.wait()
        return Told("Ferdig.")

    monkeypatch.setattr(calls, "press", slowly)
    three = [asyncio.create_task(answer(app, pressed())) for _ in range(3)]
    await eventually(lambda: calls.presses)
    going_on.set()
    assert {one["value"] for one in await asyncio.gather(*three)} == {"Ferdig."}
    assert len(calls.presses) == 1


async def test_what_takes_longer_than_teams_waits_is_said_to_be_under_way_and_goes_on(
    app: Starlette, calls: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = asyncio.Event()

    async def slowly(press: Press) -> PressReply:
        await going_on.wait()
        calls.presses.append(press)
        return Told("Ferdig.")

    monkeypatch.setattr(calls, "press", slowly)
    monkeypatch.setattr(repeats, "PATIENCE_SECONDS", 0.01)
    assert (await answer(app, pressed()))["value"] == "late"
    going_on.set()
    monkeypatch.setattr(repeats, "PATIENCE_SECONDS", 5)
    assert (await answer(app, pressed()))["value"] == "Ferdig."
    assert len(calls.presses) == 1


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Done(), None),
        (Told("Ingen har tatt det."), "Ingen har tatt det."),
        (FieldErrors({"text": "Teksten er tom."}), "came_back Teksten er tom. Klokka ti."),
        (OpenForm(FORM), "came_back read_again Klokka ti."),
    ],
)
async def test_what_came_of_a_form_that_took_too_long_is_told_to_its_sender_alone(
    app: Starlette,
    door: TeamsDoor,
    teams: Teams,
    calls: Recording,
    monkeypatch: pytest.MonkeyPatch,
    reply: SubmitReply,
    said: str | None,
) -> None:
    calls.press_reply = calls.choose_reply = OpenForm(FORM)
    card = (await answer(app, fetched()))["task"]["value"]["card"]["content"]
    going_on = asyncio.Event()

    async def slowly(_: Submission) -> SubmitReply:
        await going_on.wait()
        return reply

    monkeypatch.setattr(calls, "submit", slowly)
    monkeypatch.setattr(repeats, "PATIENCE_SECONDS", 0.01)
    for _ in range(3):
        shown = await answer(app, sent(card["actions"][0]["data"] | {"text": "Klokka ti."}))
        kept = json.dumps(shown["task"]["value"]["card"]["content"])
        assert "late_sent" in kept
        assert "Klokka ti." in kept  # the program may stop before it is done
    going_on.set()
    await door.receiver.finish()

    told = [one.content.decode() for one in teams.asked if one.url.path.endswith("/activities")]
    assert len(told) == (said is not None)
    assert all(json.dumps(said, ensure_ascii=False)[1:-1] in one for one in told)


async def test_a_form_that_opens_too_late_is_asked_for_again(
    app: Starlette, calls: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_: Press) -> PressReply:
        await asyncio.sleep(0.05)
        return OpenForm(FORM)

    monkeypatch.setattr(calls, "press", never)
    monkeypatch.setattr(repeats, "PATIENCE_SECONDS", 0.01)
    assert (await answer(app, fetched()))["task"]["value"] == "late_form"


async def test_the_same_button_after_another_one_is_a_new_click(app: Starlette, calls: Recording) -> None:
    for name in ("take", "release", "take"):
        await answer(app, pressed(name))
    assert [one.action for one in calls.presses] == ["take", "release", "take"]


async def test_somebody_elses_click_makes_no_repetition_a_new_one(app: Starlette, calls: Recording) -> None:
    jonas = {"id": "29:1jonas", "aadObjectId": "33333333-3333-4333-8333-333333333333", "name": "Jonas Lie"}
    for who in (ANNE, jonas, ANNE):
        await answer(app, pressed(**{"from": who}))
    assert [one.person_name for one in calls.presses] == ["Anne Berg", "Jonas Lie"]


async def test_long_after_it_is_a_new_click(app: Starlette, calls: Recording, clock: Clock) -> None:
    await answer(app, pressed())
    clock.moment += repeats.REPEATED_WITHIN
    await answer(app, pressed())
    assert len({one.key for one in calls.presses}) == 2


async def test_a_dialog_is_drawn_anew_each_time_it_is_asked_for(app: Starlette, calls: Recording) -> None:
    calls.press_reply = OpenForm(FORM)
    for _ in range(2):
        shown = (await answer(app, fetched()))["task"]
        assert (shown["type"], shown["value"]["title"]) == ("continue", "Svar")
    assert len(calls.presses) == 2


async def test_a_sent_dialog_brings_its_form_and_what_was_filled_in(app: Starlette, calls: Recording) -> None:
    calls.press_reply = OpenForm(FORM)
    card = (await answer(app, fetched()))["task"]["value"]["card"]["content"]
    data = card["actions"][0]["data"] | {"text": "Klokka ti."}

    assert await answer(app, sent(data)) == {}, "an empty answer closes it"

    (came,) = calls.submissions
    assert (came.form, came.subject, came.values) == ("answer", "12", {"text": "Klokka ti."})


async def test_the_same_words_from_a_dialog_opened_anew_are_no_repetition(app: Starlette, calls: Recording) -> None:
    calls.press_reply = OpenForm(FORM)
    for _ in range(2):  # the first came to nothing: Facebook said no
        card = (await answer(app, fetched()))["task"]["value"]["card"]["content"]
        for _ in range(3):
            await answer(app, sent(card["actions"][0]["data"] | {"text": "Klokka ti."}))

    assert len(calls.submissions) == 2
    assert len({one.key for one in calls.submissions}) == 2


async def test_an_error_stands_at_its_field_and_the_draft_is_kept(app: Starlette, calls: Recording) -> None:
    calls.press_reply = calls.choose_reply = OpenForm(FORM)
    calls.submit_reply = FieldErrors({"text": "Teksten er tom."})
    card = (await answer(app, fetched()))["task"]["value"]["card"]["content"]

    again = await answer(app, sent(card["actions"][0]["data"] | {"text": "mitt eget"}))

    body = again["task"]["value"]["card"]["content"]["body"]
    assert "Teksten er tom." in str(body[0])
    assert body[1]["value"] == "mitt eget"


@pytest.mark.parametrize("why", ["Jonas har svart.", "try_again"])
async def test_words_in_a_form_that_cannot_be_shown_any_more_are_given_back(
    app: Starlette, calls: Recording, why: str
) -> None:
    calls.press_reply = OpenForm(FORM)
    card = (await answer(app, fetched()))["task"]["value"]["card"]["content"]
    calls.submit_reply, calls.choose_reply = FieldErrors({"text": why}), Told(why)
    calls.broken = why == "try_again"

    given_back = await answer(app, sent(card["actions"][0]["data"] | {"text": "mitt eget"}))

    content = given_back["task"]["value"]["card"]["content"]
    assert why in str(content["body"][0])
    assert content["body"][1]["value"] == "mitt eget"
    assert content["actions"] == []


async def test_words_are_not_lost_when_a_form_is_to_be_shown_again_and_cannot_be(
    app: Starlette, calls: Recording
) -> None:
    fields = (ChoiceField("department", "Hvem", (Choice("a", "A"),), "a", redraws=True), TextField("note", "Melding"))
    calls.press_reply = OpenForm(Form("ask", "Spør", "Spør", "Avbryt", "12", fields))
    card = (await answer(app, fetched("ask")))["task"]["value"]["card"]["content"]
    redraw = next(one for one in card["actions"] if one["data"]["svarvakt"]["do"] == "choose")
    calls.choose_reply = Told("Jonas har svart.")

    given_back = await answer(app, sent(redraw["data"] | {"department": "a", "note": "Hast!"}))

    body = given_back["task"]["value"]["card"]["content"]["body"]
    assert "Jonas har svart." in str(body[0])
    assert body[1]["value"] == "Hast!", "what was chosen was not written"


async def test_a_choice_on_which_the_rest_depends_can_be_shown_before_it_is_sent(
    app: Starlette, calls: Recording
) -> None:
    choices = (Choice("a", "A"), Choice("b", "B"))
    form = Form("ask", "Spør", "Spør", "Avbryt", "12", (ChoiceField("department", "Hvem", choices, "a", redraws=True),))
    calls.press_reply = calls.choose_reply = OpenForm(form)
    card = (await answer(app, fetched("ask")))["task"]["value"]["card"]["content"]
    redraw = next(one for one in card["actions"] if one["data"]["svarvakt"]["do"] == "choose")

    again = await answer(app, sent(redraw["data"] | {"department": "b"}))

    assert again["task"]["value"]["card"]["content"]["body"][0]["value"] == "b"
    assert calls.submissions == []


async def test_a_button_that_asks_first_is_pressed_only_after_the_answer(app: Starlette, calls: Recording) -> None:
    asked = await answer(app, fetched("publish", "12:3", ask="Alle kan lese dette", label="Publiser"))
    assert [one.asks for one in calls.presses] == [True], "nothing is done yet"
    (yes,) = asked["task"]["value"]["card"]["content"]["actions"]

    await answer(app, sent(yes["data"]))

    made = calls.presses[-1]
    assert (made.action, made.value, made.channel, made.message) == ("publish", "12:3", CHANNEL, ROOT)
    assert not made.asks


@pytest.mark.parametrize(
    ("reply", "shown"), [(OpenForm(FORM), FORM.title), (Told("Forslaget er endret."), "Forslaget er endret.")]
)
async def test_nothing_is_asked_where_yes_would_lead_to_a_form_or_be_refused(
    app: Starlette, calls: Recording, reply: OpenForm | Told, shown: str
) -> None:
    calls.press_reply = reply

    opened = await answer(app, fetched("publish", "12:3", ask="Alle kan lese dette", label="Publiser"))

    assert shown in json.dumps(opened, ensure_ascii=False)
    assert "Alle kan lese dette" not in json.dumps(opened, ensure_ascii=False)


@pytest.mark.parametrize(
    ("carried", "said", "pressed_what"),
    [
        ({"do": "take", "value": "12"}, "Du har spørsmålet.", ["take"]),
        ({"do": "publish", "value": "12:3", "ask": "Alle kan lese dette"}, "no_dialog", []),
    ],
)
async def test_an_old_client_sends_a_message_for_a_button_and_its_person_is_told(
    app: Starlette,
    door: TeamsDoor,
    teams: Teams,
    calls: Recording,
    carried: dict[str, str],
    said: str,
    pressed_what: list[str],
) -> None:
    calls.press_reply = Told("Du har spørsmålet.")
    await answer(app, activity(text="", attachments=[], replyToId=ROOT, value=carried))
    await door.receiver.finish()

    assert [one.action for one in calls.presses] == pressed_what
    (told,) = [one for one in teams.asked if one.url.path.endswith("/activities")]
    assert json.dumps(said, ensure_ascii=False)[1:-1] in told.content.decode()


async def test_what_is_told_with_a_way_back_offers_it(app: Starlette, calls: Recording) -> None:
    calls.press_reply = OpenForm(FORM)
    card = (await answer(app, fetched()))["task"]["value"]["card"]["content"]
    calls.submit_reply = Told("Kan angres i 10 sekunder.", (Action("undo", "Angre", "12:3"),))
    told = await answer(app, sent(card["actions"][0]["data"] | {"text": "Ja."}))
    (undo,) = told["task"]["value"]["card"]["content"]["actions"]
    calls.press_reply = Told("Angret.", replaces=True)

    undone = await answer(app, sent(undo["data"]))

    assert (calls.presses[-1].action, calls.presses[-1].value) == ("undo", "12:3")
    assert undone["task"] == {"type": "message", "value": "Angret."}


@pytest.mark.parametrize("body", [pressed(), fetched(), sent({"svarvakt": {"do": "send", "form": "answer"}})])
async def test_when_the_store_is_away_the_person_is_told_and_nothing_is_a_5xx(
    app: Starlette, calls: Recording, body: dict[str, Any]
) -> None:
    calls.broken = True
    assert "try_again" in str(await answer(app, body))


async def test_who_has_no_object_id_is_refused_in_words(app: Starlette, calls: Recording) -> None:
    guest = {"id": "29:1guest", "name": "Gjest"}
    assert (await answer(app, pressed(**{"from": guest})))["value"] == "no_person"
    assert calls.presses == []


async def test_in_ones_own_chat_with_the_bot_a_list_can_be_used(app: Starlette, calls: Recording) -> None:
    own = {"id": "a:1anne", "conversationType": "personal", "tenantId": activity()["conversation"]["tenantId"]}
    await answer(app, pressed("undo", "12:3", conversation=own))
    assert calls.presses[-1].channel == "a:1anne"
