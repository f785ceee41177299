"""A form decides on what it showed: what came while it was open is read first, and what was chosen last is what goes out."""

from sandbox.slack.state.values import SimMessage
from tests.chats import only_in_slack, refusal
from tests.stories.hindrances import nothing_can_be_shown
from tests.town import ANNE, JONAS, KARI, OLA, Town, shown
from tests.waiting import eventually

WRITTEN = "Hei, Kari! Badet er åpent som vanlig."


async def _with_open_form(solvik: Town, words: str) -> tuple[str, SimMessage]:
    """Anne has a proposal of Ola's open in a form."""
    asked, card = await solvik.asked(KARI, words)
    proposal = await solvik.proposed(OLA, card, "Badet er åpent.")
    await solvik.press(ANNE, proposal, "edit")
    await solvik.form_of(ANNE)
    return asked, card


async def test_what_an_expert_adds_while_a_form_is_open_is_read_before_it_is_sent(solvik: Town) -> None:
    asked, card = await _with_open_form(solvik, "Er badet åpent i påsken?")
    await solvik.replies(OLA, card, "Feil! Ikke rør den, det er gasslekkasje.")
    await solvik.proposal(card, "gasslekkasje")

    sent = await solvik.fill(ANNE, {"text": WRITTEN})

    form = shown(await solvik.form_of(ANNE))
    assert not sent.closed
    assert "Noe nytt har kommet mens skjemaet var åpent." in form
    assert "det er gasslekkasje" in form
    assert solvik.public(asked) == []


async def test_who_has_read_the_news_sends_the_same_form_again_as_she_typed_it(solvik: Town) -> None:
    asked, card = await _with_open_form(solvik, "Er badet åpent i pinsen?")
    await solvik.replies(OLA, card, "Husk at det stenger kl. 15.")
    await solvik.proposal(card, "kl. 15")
    await solvik.fill(ANNE, {"text": WRITTEN})

    sent = await solvik.fill(ANNE, {})

    assert sent.closed
    assert (await solvik.page_answers(asked, "Hei, Kari!")).text == WRITTEN


async def test_what_the_citizen_adds_stops_a_closing_form_too(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Så fint bad!")
    await solvik.press(ANNE, card, "close")
    await solvik.form_of(ANNE)
    solvik.facebook.comment("main", KARI, "Men når åpner det?", parent_id=asked)
    await solvik.card_shows(card, "Men når åpner det?")

    sent = await solvik.fill(ANNE, {"reason": "thanks"})

    assert not sent.closed
    assert "Men når åpner det?" in shown(await solvik.form_of(ANNE))


async def test_a_form_from_before_the_answer_is_refused(solvik: Town) -> None:
    asked, card = await _with_open_form(solvik, "Er badet åpent i jula?")
    await solvik.press(JONAS, await solvik.proposal(card, "Badet er åpent."), "publish")
    await solvik.page_answers(asked, "Badet er åpent.")
    solvik.facebook.comment("main", KARI, "Også på julaften?", parent_id=asked)
    await solvik.card_shows(card, "Også på julaften?")

    sent = await solvik.fill(ANNE, {"text": WRITTEN})

    assert "Dette skjemaet er fra før spørsmålet ble besvart." in sent.errors["text"]
    assert len(solvik.public(asked)) == 1


async def test_what_was_written_stays_with_its_writer_when_a_colleague_was_first(solvik: Town) -> None:
    _, card = await _with_open_form(solvik, "Er badet åpent i høstferien?")
    await solvik.press_and_fill(JONAS, card, "close", {"reason": "thanks"})
    await solvik.card_shows(card, "Avsluttet uten svar")

    sent = await solvik.fill(ANNE, {"text": WRITTEN})

    assert "avsluttet" in refusal(sent)
    assert not sent.closed, "what she wrote stands there to be copied"


async def test_the_holding_reply_that_is_shown_follows_the_department(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når hentes glass?")
    await solvik.press(ANNE, card, "holding")
    before = await solvik.form_of(ANNE)
    other = "bibliotek" if "Solvik bibliotek" not in shown(before) else "teknisk"

    await solvik.choose(ANNE, {"department": other})

    form = shown(await solvik.form_of(ANNE))
    await solvik.fill(ANNE, {"department": other})
    public = (await solvik.page_answers(asked, "Hei, Kari!")).text
    assert public in form
    assert public not in shown(before)


@only_in_slack("a fault of Slack's views.update")
async def test_a_holding_reply_nobody_was_shown_is_shown_before_it_goes_out(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når hentes papp?")
    await solvik.press(ANNE, card, "holding")
    before = await solvik.form_of(ANNE)
    solvik.sandbox.faults.arm("slack.http_503", match="views.update")
    other = "bibliotek" if "Solvik bibliotek" not in shown(before) else "teknisk"

    sent = await solvik.fill(ANNE, {"department": other})

    form = shown(await solvik.form_of(ANNE))
    assert not sent.closed
    assert "Teksten er en annen etter det du valgte." in form
    assert solvik.public(asked) == []
    solvik.sandbox.faults.disarm()
    await solvik.fill(ANNE, {"department": other})
    assert (await solvik.page_answers(asked, "Hei, Kari!")).text in form


async def test_who_presses_publish_below_an_older_proposal_is_told_what_came_since_it_was_made(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er badet åpent 1. mai?")
    proposal = await solvik.proposed(OLA, card, "Badet er åpent.")
    solvik.asks(KARI, "Og badstua?", parent_id=asked)
    await solvik.card_shows(card, "Og badstua?")

    await solvik.press(ANNE, proposal, "publish")

    form = shown(await solvik.form_of(ANNE))
    assert "Noe nytt har kommet siden forslaget ble laget." in form
    assert "Og badstua?" in form
    assert solvik.public(asked) == []


async def test_a_button_drawn_before_something_came_opens_the_form_without_asking_first(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er badet åpent 17. mai?")
    drawn = await solvik.proposed(OLA, card, "Badet er åpent 17. mai.")
    before = solvik.sandbox.faults.struck.total()
    nothing_can_be_shown(solvik)
    solvik.asks(KARI, "Og badstua den dagen?", parent_id=asked)
    await eventually(lambda: solvik.sandbox.faults.struck.total() > before)

    await solvik.press(ANNE, drawn, "publish")

    assert "Noe nytt har kommet siden forslaget ble laget." in shown(await solvik.form_of(ANNE))
    solvik.sandbox.faults.disarm()
    assert solvik.public(asked) == []


async def test_what_facebook_refused_goes_out_when_the_same_form_is_filled_in_anew(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Er badet åpent 17. mai?")
    solvik.sandbox.faults.arm("facebook.permission_lost", match=f"POST /{asked}/comments")
    holding = {"holding": "holding", "department": "kultur"}
    await solvik.press_and_fill(ANNE, card, "holding", holding)
    await solvik.thread_shows(card, "Facebook gir oss ikke tilgang; si fra til IT.")

    await solvik.press_and_fill(ANNE, card, "holding", holding)

    await solvik.page_answers(asked, "Hei, Kari!")
