"""What nobody should read is hidden from the chat: by a named person, with a reason, and it can be undone."""

from sqlmodel import col, select

from storage.tables import History, Remark
from tests.town import ANNE, KARI, OLA, Town, buttons, shown
from tests.waiting import eventually

NUMBER = "Fødselsnummeret mitt er 138190 10050, hvor langt er søknaden min kommet?"
THREAT = "Dette skal du få svi for, jeg vet hvor du bor."


async def test_a_number_in_public_is_hidden_and_the_citizen_told_the_safe_way_in_two_clicks(solvik: Town) -> None:
    asked = solvik.facebook.comment("main", KARI, NUMBER)
    card = await solvik.card_with("hvor langt er søknaden min kommet?")
    assert buttons(solvik.now(card))[0] == "hide_and_redirect"

    await solvik.press(ANNE, card, "hide_and_redirect")
    sent = await solvik.fill(ANNE, {})

    assert sent.closed, sent
    answer = await solvik.page_answers(asked, "Dette vil vi gjerne hjelpe deg med, men ikke her")
    assert "Vi har skjult kommentaren" in answer.text
    assert answer.text.count("Hilsen") == 1, "signed once, at the end"
    assert answer.text.splitlines()[-1].startswith("Hilsen Anne")
    assert _is_hidden(solvik, asked)
    await solvik.card_shows(card, "Skjult og vist videre av Anne Berg")


async def test_hidden_for_a_reason_by_somebody_with_a_name(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, THREAT)
    assert buttons(solvik.now(card))[0] == "hide"

    await solvik.press(ANNE, card, "hide")
    assert "Kritikk og sinne er ikke grunn nok" in shown(await solvik.form_of(ANNE))
    assert (await solvik.fill(ANNE, {})).closed, "the reason that the words speak for is chosen"

    await eventually(lambda: _is_hidden(solvik, asked))
    await solvik.card_shows(card, "Skjult av Anne Berg")
    await solvik.card_shows(card, "trussel")
    await solvik.thread_shows(card, "Vurder å varsle politiet")
    assert solvik.public(asked) == []


async def test_hiding_can_be_undone(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Dere er idioter alle sammen på det rådhuset")
    await solvik.press_and_fill(ANNE, card, "hide", {"reason": "abuse"})
    await eventually(lambda: _is_hidden(solvik, asked))
    await eventually(lambda: "show_again" in buttons(solvik.now(card)))

    await solvik.press(ANNE, card, "show_again")

    await eventually(lambda: not _is_hidden(solvik, asked))
    await solvik.card_shows(card, "Anne Berg følger opp.")


async def test_without_a_reason_nothing_is_hidden(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Hvorfor er det så dårlig brøytet i Storgata i år?")

    await solvik.press(ANNE, card, "hide")
    sent = await solvik.fill(ANNE, {})

    assert sent.errors["reason"], "the form stays open"
    assert not _is_hidden(solvik, asked)


async def test_an_expert_may_not_hide(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Når blir fortauet i Parkveien ryddet for snø?")

    await solvik.press(OLA, card, "hide")

    await solvik.was_told(OLA, "Du har ikke rett til å gjøre dette")
    assert not _is_hidden(solvik, asked)


async def test_what_is_junk_can_be_deleted_for_good(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Tjen 5000 kr dagen hjemmefra! Klikk her: https://vinn.example/")
    await solvik.press_and_fill(ANNE, card, "hide", {"reason": "spam"})
    await eventually(lambda: "delete" in buttons(solvik.now(card)))

    await solvik.press(ANNE, card, "delete")
    assert "Sletting kan ikke angres" in shown(await solvik.form_of(ANNE))
    await solvik.fill(ANNE, {"reason": "spam"})

    await eventually(lambda: _is_gone(solvik, asked))
    await solvik.card_shows(card, "Senere slettet fra siden")
    assert solvik.in_thread(card, "Innbyggeren har slettet") == []
    assert await _kept(solvik, "Tjen 5000 kr") == ["Tjen 5000 kr dagen hjemmefra! Klikk her: https://vinn.example/"]
    assert "Tjen 5000 kr" not in shown(solvik.now(card)), "the evidence is kept and shown to nobody"


async def test_what_we_deleted_is_not_said_to_be_deleted_by_the_citizen(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Vinn en hytte på fjellet, klikk på https://hytte.example/")
    await solvik.press_and_fill(ANNE, card, "hide", {"reason": "spam"})
    await eventually(lambda: "delete" in buttons(solvik.now(card)))
    await solvik.press_and_fill(ANNE, card, "delete", {"reason": "spam"})
    await eventually(lambda: _is_gone(solvik, asked))
    await solvik.card_shows(card, "Senere slettet fra siden")

    told = await solvik.whole(ANNE, card)

    assert "Slettet av kommunen." in told
    assert "innbyggeren" not in shown(solvik.now(card))
    assert "Slettet av innbyggeren" not in told


async def test_the_hidden_citizen_can_go_on_asking(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Min sønn i 3B på Solvik skole, Emil Dahl, blir slått av læreren sin.")
    await solvik.press_and_fill(ANNE, card, "hide", {"reason": "personal_data"})
    await eventually(lambda: _is_hidden(solvik, asked))

    solvik.facebook.comment("main", KARI, "Hvem skal jeg ringe, da?", parent_id=asked)

    await solvik.card_shows(card, "Hvem skal jeg ringe, da?")


async def test_a_message_cannot_be_hidden(solvik: Town) -> None:
    berit = solvik.facebook.newcomer("Berit Lie")  # whoever has written in another story goes on in that conversation
    solvik.facebook.message("main", berit, "Fødselsnummeret mitt er 138190 10050. Kan dere se på søknaden?")
    card = await solvik.card_with("Kan dere se på søknaden?")

    assert not {"hide", "hide_and_redirect", "delete"} & set(buttons(solvik.now(card)))


async def test_a_post_on_our_page_can_only_be_deleted(solvik: Town) -> None:
    post = solvik.facebook.visitor_post("main", KARI, "Billige solbriller, kom og kjøp: https://briller.example/")
    card = await solvik.card_with("Billige solbriller")
    assert "hide" not in buttons(solvik.now(card))

    await solvik.press_and_fill(ANNE, card, "delete", {"reason": "spam"})

    await eventually(lambda: _is_gone(solvik, post))
    await solvik.card_shows(card, "Slettet fra siden av Anne Berg")


async def test_hidden_and_told_the_safe_way_on_when_only_a_person_sees_that_it_is_private(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Han jeg snakket om sist er tilbake på det stedet igjen")

    await solvik.press_and_fill(ANNE, card, "hide", {"reason": "personal_data", "then": "redirect"})
    await solvik.fill(ANNE, {})

    await solvik.page_answers(asked, "ikke her der alle kan lese")
    assert _is_hidden(solvik, asked)


async def test_when_facebook_says_no_the_desk_hears_it_and_has_the_question_again(solvik: Town) -> None:
    asked, card = await solvik.asked(KARI, "Dette er bare reklame for meg selv")
    solvik.facebook.switches.may_moderate = False

    await solvik.press_and_fill(ANNE, card, "hide", {"reason": "advertising"})

    await solvik.thread_shows(card, "Facebook lar oss ikke")
    await solvik.card_shows(card, "i Facebook-appen")
    assert not _is_hidden(solvik, asked)
    await solvik.press(ANNE, card, "hide")
    assert "Hvorfor må dette skjules?" in shown(await solvik.form_of(ANNE))


def _is_hidden(solvik: Town, comment_id: str) -> bool:
    found = solvik.facebook.find(comment_id)
    return found is not None and found.hidden


def _is_gone(solvik: Town, comment_id: str) -> bool:
    return solvik.facebook.find(comment_id) is None


async def test_the_desk_alone_sees_what_is_masked_and_the_history_tells_who_did(solvik: Town) -> None:
    solvik.facebook.comment("main", KARI, "Skranken ba om nummeret mitt, det er 138190 10050.")
    card = await solvik.card_with("Skranken ba om nummeret mitt")
    assert "138190" not in shown(solvik.now(card))

    await solvik.press(OLA, card, "unmask")
    await solvik.was_told(OLA, "Du har ikke rett til å gjøre dette.")
    await solvik.press(ANNE, card, "unmask")

    assert "138190 10050" in shown(await solvik.form_of(ANNE))
    assert "138190" not in shown(solvik.now(card)), "the card stays as it is for everybody"
    assert await _who_looked(solvik, "Skranken ba om nummeret") == ["Anne Berg"]


async def test_what_is_masked_can_be_seen_after_the_end_too(solvik: Town) -> None:
    solvik.facebook.comment("main", KARI, "Telefonen min er 412 34 567, ring når billetten ligger klar.")
    card = await solvik.card_with("ring når billetten ligger klar")
    await solvik.press_and_fill(ANNE, card, "close", {"reason": "opinion"})
    await solvik.card_shows(card, "Avsluttet uten svar av Anne Berg")

    await solvik.press_and_fill(ANNE, card, "whole", {"way": "unmask"})

    assert "412 34 567" in shown(await solvik.form_of(ANNE))
    assert await _who_looked(solvik, "ring når billetten ligger klar") == ["Anne Berg"]


async def _kept(solvik: Town, words: str) -> list[str]:
    """The copies of ours that hold these words."""
    async with solvik.app.office.database.read() as session:
        return list((await session.exec(select(Remark.text).where(col(Remark.text).contains(words)))).all())


async def _who_looked(solvik: Town, words: str) -> list[str]:
    """Who has looked at the masked words of the question that holds these."""
    looked = select(History.who_name).join(Remark, col(Remark.question_id) == col(History.question_id))
    async with solvik.app.office.database.read() as session:
        return list(
            (await session.exec(looked.where(History.what == "unmask", col(Remark.text).contains(words)))).all()
        )
