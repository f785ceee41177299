"""An expert's picture goes out with the answer when the desk chooses it: with words, without its secrets, once, or not at all."""

from collections.abc import Iterator

import pytest

from bot.pictures.cleaning import cleaned
from sandbox.slack.state.values import SimMessage
from tests.bot.pictures import files
from tests.chats import choices, only_in_slack, written
from tests.town import ANNE, JONAS, KARI, OLA, TO_BE_READ, Town, buttons, shown
from tests.waiting import eventually

pytestmark = only_in_slack("Teams tells a bot of no pictures in a channel")

SHOWS = "Kart over omkjøringen forbi kirka"
LINE = f"Bilde: {SHOWS}"
HTML = b"<!DOCTYPE html><html><body>Sign in</body></html>"


@pytest.fixture(autouse=True)
def as_before(request: pytest.FixtureRequest) -> Iterator[None]:
    """Facebook takes pictures again."""
    town: Town = request.getfixturevalue("solvik")
    yield
    town.facebook.switches.refuses_pictures = False


async def with_picture(
    solvik: Town, question: str, content: bytes, name: str = "kart.jpg"
) -> tuple[str, SimMessage, SimMessage]:
    """A question that Ola has answered with a picture: the comment, the card and the proposal."""
    comment, card = await solvik.asked(KARI, question)
    await solvik.slack.share(OLA, card.channel, card.ts, "Kjør om kirka, se kartet.", file=name, content=content)
    return comment, card, await solvik.proposal(card, "Kjør om kirka")


async def chosen(solvik: Town, proposal: SimMessage, *, person: str = ANNE) -> str:
    """Open the form and choose the picture; the text as the form shows it then, ready to be sent."""
    await solvik.press(person, proposal, "edit")
    picture = next(
        value for label, value in choices(await solvik.form_of(person)).items() if label.startswith("Fra Ola")
    )
    await solvik.fill(person, {"picture": picture, "alt": SHOWS})
    form = await solvik.form_of(person)
    assert TO_BE_READ in shown(form)
    return written(form)["text"]


async def test_the_picture_goes_out_with_the_very_text_that_was_read_and_without_its_secrets(solvik: Town) -> None:
    made = files.jpeg(orientation=6)
    comment, card, proposal = await with_picture(solvik, "Hvordan kommer jeg forbi veiarbeidet?", made)

    text = await chosen(solvik, proposal)
    await solvik.fill(ANNE, {})

    reply = await solvik.page_answers(comment, LINE)
    assert reply.text == text
    assert text.splitlines()[-2:] == [LINE, "Hilsen Kommunetorget"]
    assert solvik.facebook.picture_of(reply.id) == cleaned(made).content
    assert not [secret for secret in files.SECRETS if secret in solvik.facebook.picture_of(reply.id)]
    await solvik.card_shows(card, "Publisert av Anne Berg")


async def test_the_proposal_says_that_there_is_a_picture_and_the_writer_what_becomes_of_it(solvik: Town) -> None:
    _, _, proposal = await with_picture(solvik, "Er det mulig å få se kartet?", files.png(), "kart.png")

    assert "Det går bare ut hvis du velger det" in shown(proposal)
    await solvik.was_told(OLA, "Kommunetorget kan ta bildet med i svaret")


async def test_a_picture_that_nobody_chose_stays_in_the_thread(solvik: Town) -> None:
    comment, _, proposal = await with_picture(solvik, "Kan jeg få vite det uten bilde?", files.jpeg())

    await solvik.press(ANNE, proposal, "publish")

    reply = await solvik.page_answers(comment, "Kjør om kirka")
    assert solvik.facebook.picture_of(reply.id) == b""
    assert "Bilde:" not in reply.text


async def test_nobody_sends_a_picture_without_saying_what_it_shows(solvik: Town) -> None:
    comment, _, proposal = await with_picture(solvik, "Går det an uten forklaring?", files.jpeg())
    await solvik.press(ANNE, proposal, "edit")
    picture = next(value for label, value in choices(await solvik.form_of(ANNE)).items() if label.startswith("Fra Ola"))

    sent = await solvik.fill(ANNE, {"picture": picture, "alt": "  "})

    assert sent.errors == {"alt": "Skriv hva bildet viser, for den som ikke ser det."}
    assert solvik.public(comment) == []


async def test_what_the_picture_shows_may_name_no_number_either(solvik: Town) -> None:
    comment, _, proposal = await with_picture(solvik, "Kan noe lekke ut i forklaringen?", files.jpeg())
    await solvik.press(ANNE, proposal, "edit")
    picture = next(value for label, value in choices(await solvik.form_of(ANNE)).items() if label.startswith("Fra Ola"))
    await solvik.fill(ANNE, {"picture": picture, "alt": "Brev til 13819010050"})

    sent = await solvik.fill(ANNE, {})

    assert "text" in sent.errors
    assert solvik.public(comment) == []


async def test_a_picture_can_be_taken_out_again_with_its_words(solvik: Town) -> None:
    comment, _, proposal = await with_picture(solvik, "Ombestemmer dere dere om bildet?", files.jpeg())
    await chosen(solvik, proposal)

    await solvik.fill(ANNE, {"picture": "none"})
    form = await solvik.form_of(ANNE)
    assert LINE not in written(form)["text"]
    await solvik.fill(ANNE, {})

    reply = await solvik.page_answers(comment, "Kjør om kirka")
    assert "Bilde:" not in reply.text
    assert solvik.facebook.picture_of(reply.id) == b""


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (HTML, "ikke et JPEG- eller PNG-bilde"),
        (files.jpeg()[:400], "ødelagt"),
        (files.claiming(60_000, 60_000), "bildepunkter"),
    ],
)
async def test_what_is_no_picture_stops_the_answer_and_the_desk_is_told_why(
    solvik: Town, content: bytes, why: str
) -> None:
    comment, card, proposal = await with_picture(solvik, f"Hva skjer med fil nummer {len(content)}?", content)
    await chosen(solvik, proposal)
    await solvik.fill(ANNE, {})

    await solvik.card_shows(card, why)
    assert solvik.public(comment) == []


async def test_a_picture_that_facebook_refuses_can_be_left_out(solvik: Town) -> None:
    solvik.facebook.switches.refuses_pictures = True
    comment, card, proposal = await with_picture(solvik, "Tar Facebook imot bildet?", files.jpeg())
    await chosen(solvik, proposal)
    await solvik.fill(ANNE, {})
    await solvik.card_shows(card, "Facebook tok ikke imot det med dette bildet")
    assert solvik.public(comment) == []

    proposal = await solvik.proposal(card, LINE)
    await solvik.press(ANNE, proposal, "edit")
    await solvik.fill(ANNE, {"picture": "none"})
    await solvik.fill(ANNE, {})

    await solvik.page_answers(comment, "Kjør om kirka")


@pytest.mark.parametrize("fault", ["facebook.cut_after_write", "facebook.bad_gateway_after_write", "facebook.no_id"])
async def test_an_unclear_end_makes_no_second_answer(solvik: Town, fault: str) -> None:
    comment, card, proposal = await with_picture(solvik, f"Kommer svaret to ganger ved {fault}?", files.jpeg())
    await chosen(solvik, proposal)
    solvik.sandbox.faults.arm(fault, match="comments")
    await solvik.fill(ANNE, {})

    await solvik.card_shows(card, "Publisert av Anne Berg")
    await solvik.everything_is_heard()

    assert len(solvik.public(comment)) == 1
    assert solvik.facebook.picture_of(solvik.facebook.replies_by_page(comment)[0].id)


async def test_a_picture_that_was_deleted_meanwhile_goes_nowhere(solvik: Town) -> None:
    comment, card = await solvik.asked(KARI, "Hva om Ola sletter bildet?")
    sent = await solvik.slack.share(OLA, card.channel, card.ts, file="kart.jpg", content=files.jpeg())
    proposal = await solvik.proposed(OLA, card, "Kjør om kirka, se kartet.")
    await chosen(solvik, proposal)
    await solvik.slack.delete(OLA, card.channel, sent)

    await solvik.fill(ANNE, {})

    form = await solvik.form_of(ANNE)
    assert "Noe nytt har kommet" in shown(form)
    assert not [label for label in choices(form) if label.startswith("Fra Ola")]
    assert solvik.public(comment) == []


async def test_an_answer_that_was_taken_back_keeps_its_picture(solvik: Town) -> None:
    comment, card, proposal = await with_picture(solvik, "Rekker noen å angre på bildet?", files.jpeg())
    await chosen(solvik, proposal)
    await solvik.fill(ANNE, {})
    await solvik.press(ANNE, card, "undo")

    again = await solvik.proposal(card, LINE)
    assert "Med bilde. Fra Ola" in shown(again)
    assert solvik.public(comment) == []
    await solvik.press(ANNE, again, "publish")

    reply = await solvik.page_answers(comment, LINE)
    assert solvik.facebook.picture_of(reply.id)


async def test_words_that_are_added_later_leave_the_picture_where_it_is(solvik: Town) -> None:
    comment, card, proposal = await with_picture(solvik, "Kommer det mer etter bildet?", files.jpeg())
    await chosen(solvik, proposal)
    await solvik.fill(ANNE, {})
    await solvik.press(ANNE, card, "undo")
    again = await solvik.proposal(card, LINE)
    await solvik.replies(JONAS, card, "Skiltene kommer opp mandag.")
    await solvik.thread_shows(card, "Skiltene kommer opp mandag.")
    again = await solvik.proposal(card, LINE)
    await eventually(lambda: "join" in {name.partition("#")[0] for name in buttons(solvik.now(again))}, within=15)

    await solvik.press(ANNE, again, next(n for n in buttons(solvik.now(again)) if n.startswith("join")))
    joined = await solvik.proposal(card, "Svar fra Ola Nordby, Jonas Lie")
    assert "Med bilde. Fra Ola" in shown(joined)
    await solvik.press(ANNE, joined, "publish")

    reply = await solvik.page_answers(comment, LINE)
    assert "Skiltene kommer opp mandag." in reply.text
    assert solvik.facebook.picture_of(reply.id)


async def test_a_message_has_no_place_for_a_picture_and_the_writer_is_told(solvik: Town) -> None:
    citizen = solvik.facebook.newcomer("Mia Melding")
    solvik.facebook.message("main", citizen, "Kan dere sende meg kartet hit?")
    card = await solvik.card_with("Kan dere sende meg kartet hit?")

    await solvik.slack.share(OLA, card.channel, card.ts, "Se kartet.", file="kart.jpg", content=files.jpeg())

    await solvik.was_told(OLA, "blir ikke publisert på Facebook")
    proposal = await solvik.proposal(card, "Se kartet.")
    await solvik.press(ANNE, proposal, "edit")
    assert not [label for label in choices(await solvik.form_of(ANNE)) if label.startswith("Fra Ola")]
