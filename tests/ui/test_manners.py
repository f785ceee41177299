"""What the demo page does around a question: the guide, the keyboard's place, a small screen, and an answer that is seen."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.sandbox.test_tongue import english
from tests.ui.browser import Fresh, ask
from tests.ui.test_accessible import faults

pytestmark = pytest.mark.browser

FIRST, SECOND = "Hei! Når åpner svømmehallen etter jul?", "Er biblioteket åpent på lørdag?"
SAID_BY_THE_PAGE = """() => [...document.querySelectorAll("body *")]
  .filter((one) => one.closest("[lang]").lang === "en" && one.checkVisibility())
  .flatMap((one) => [
    ...[...one.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()),
    one.title, one.ariaLabel, one.placeholder].filter(Boolean))"""
IN_ENGLISH = english()
CALLED = re.compile("«[^»]+»|innbyggerspørsmål|bibliotek-spørsmål|Sæther")  # a button of the bot's; channels; a citizen
SHARE = "list => list.clientHeight / window.innerHeight"
IS_SEEN = """answer => {
  const list = answer.closest(".message-list").getBoundingClientRect(), own = answer.getBoundingClientRect();
  return own.top >= list.top - 1 && own.top < list.bottom - 40;
}"""


def card(page: Page, words: str) -> Locator:
    return page.locator(".channel .message.by-bot", has_text=words)


def test_the_guide_leads_to_the_question_that_waits_and_not_to_the_newest_message(fresh: Fresh) -> None:
    page = fresh()
    ask(page, FIRST)
    expect(card(page, FIRST)).to_be_visible()
    write(page, "Skriv som Anne", "/svarvakt finnesikke")
    write(page, "Skriv som Anne", "Noen som vet hvor kaffen er?")
    expect(page.locator(".channel .message").last).to_contain_text("kaffen")

    page.get_by_role("button", name="Bli Ola").click()
    expect(page.get_by_role("complementary", name="Tråd")).to_contain_text(FIRST)
    expect(page.locator(".step.next")).to_contain_text("Spør en fagperson")

    ask(page, SECOND)
    expect(card(page, SECOND)).to_be_visible()
    page.get_by_role("button", name="Bli Anne").click()
    expect(page.get_by_role("complementary", name="Tråd")).to_contain_text(FIRST)

    publish(page, "Hallen åpner 4. januar.")
    expect(page.locator(".step.next")).to_contain_text("Spør en fagperson")
    page.get_by_role("button", name="Bli Ola").click()
    expect(page.get_by_role("complementary", name="Tråd")).to_contain_text(SECOND)


def test_six_steps_are_ticked_off_as_they_happen_in_norwegian_and_in_english(fresh: Fresh) -> None:
    page = fresh(width=1280)
    step = page.locator(".step.next")
    expect(page.locator(".step")).to_have_count(6)
    page.locator(".guide").get_by_role("button", name="Sett inn et eksempel").click()
    field = page.get_by_placeholder("Kommenter som Kari").first
    expect(field).not_to_have_value("")
    field.press("Enter")
    expect(step).to_contain_text("Spør en fagperson")

    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("region", name="How to try it")).to_have_attribute("lang", "en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_role("button", name="Go to the card").click()
    call_in(page, "Kultur og idrett")
    expect(step).to_contain_text("Answer in the thread")

    page.get_by_role("button", name="Become Per").click()
    write(page, "Reply in the thread as Per", "Ja, hallen er åpen 27.–30. desember.")
    expect(step).to_contain_text("Publish the answer")
    page.get_by_role("button", name="Become Anne").click()
    page.get_by_role("button", name="Publiser", exact=True).last.click()
    page.locator("[role=alertdialog], [role=dialog]").get_by_role("button", name="Publiser", exact=True).click()
    expect(step).to_contain_text("Move the clock")

    page.get_by_role("button", name="One hour ahead").click()
    expect(step).to_contain_text("Let something go wrong")
    page.get_by_role("button", name="Show the faults").click()
    page.get_by_role("switch").first.click()
    expect(page.locator(".guide-words")).to_contain_text("That was all")


@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_in_english_the_page_itself_says_nothing_in_norwegian(chat: str, fresh: Fresh) -> None:
    page = fresh(chat, width=1280)
    ask(page, FIRST)
    page.get_by_role("button", name="English").click()
    expect(card(page, FIRST)).to_be_visible()
    page.get_by_role("button", name="Go to the card").click()
    page.get_by_role("button", name="Show the faults").click()
    page.locator(".fault-list summary").last.click()

    said = page.evaluate(SAID_BY_THE_PAGE)
    assert "Faults to try" in said
    assert {words for words in said if words in IN_ENGLISH and IN_ENGLISH[words] != words} == set()
    assert [words for words in said if re.search("[æøåÆØÅ]", CALLED.sub("", words))] == []


@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_who_is_called_hears_it_on_her_telephone_and_one_press_leads_there(fresh: Fresh, chat: str) -> None:
    page = fresh(chat, width=1280)
    ask(page, FIRST)
    expect(page.get_by_text(FIRST).last).to_be_visible()
    expect(page.locator(".phone")).to_have_count(0)
    call_in(page, "Kultur og idrett")

    phone = page.get_by_role("button", name="Telefonen til Per")
    expect(phone).to_contain_text("Anne Berg spør Kultur og idrett")
    assert faults(page) == []
    phone.click()

    expect(page.get_by_text("Du er Per Dahl")).to_be_visible()
    expect(page.locator(".phone")).to_have_count(0)


def call_in(page: Page, department: str) -> None:
    page.get_by_role("button", name="Spør fagperson").first.click()
    form = page.get_by_role("dialog")
    form.get_by_label("Avdeling").select_option(label=department)
    form.get_by_role("button", name="Spør", exact=True).click()


@pytest.mark.parametrize("chat", ["slack", "teams"])
def test_the_guide_makes_one_the_expert_who_was_asked(fresh: Fresh, chat: str) -> None:
    page = fresh(chat)
    ask(page, FIRST)
    expect(page.get_by_text(FIRST).last).to_be_visible()
    guide = page.locator(".guide")
    expect(guide.get_by_role("button", name="Bli Ola")).to_be_visible()

    call_in(page, "Kultur og idrett")

    expect(guide.get_by_role("button", name="Bli Per")).to_be_visible()


def test_escape_brings_the_focus_back_to_where_it_was(fresh: Fresh) -> None:
    page = fresh()
    ask(page, FIRST)

    in_card = card(page, FIRST).get_by_role("button")
    back_after_escape(page, in_card.filter(has_text="Skriv svar"), page.get_by_role("dialog"))
    opener = card(page, FIRST).locator(".block-actions").get_by_label("Mer")
    opener.press("Enter")
    page.get_by_role("button", name="Avslutt uten svar").press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()

    thread = in_card.filter(has_text="Svar i tråden")
    back_after_escape(page, thread, page.get_by_role("complementary", name="Tråd"))
    thread.click()
    write(page, "Svar i tråden som Anne", "Jeg svarer på denne.")
    own = page.get_by_role("complementary").get_by_role("article").filter(has_text="Jeg svarer på denne.")
    own.get_by_label("Mer").press("Enter")
    own.get_by_role("button", name="Rediger", exact=True).press("Enter")
    expect(page.get_by_label("Endre meldingen")).to_be_focused()
    page.keyboard.press("Escape")
    expect(own.get_by_label("Mer")).to_be_focused()


def test_a_closed_dialog_does_not_take_the_cursor_from_somebody_who_writes(fresh: Fresh) -> None:
    page = fresh()
    ask(page, FIRST)
    card(page, FIRST).get_by_role("button", name="Skriv svar").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    field = page.get_by_placeholder("Kommenter som Kari").first
    page.get_by_role("dialog").get_by_role("button", name="Avbryt").dispatch_event("click")
    field.focus()

    expect(page.get_by_role("dialog")).to_have_count(0)

    expect(field).to_be_focused()


@pytest.mark.parametrize("height", [844, 664])
def test_on_a_phone_the_messages_get_at_least_half_of_the_height(fresh: Fresh, height: int) -> None:
    page = fresh(width=390, height=height)
    ask(page, FIRST)
    page.get_by_role("button", name="Slack").click()
    expect(card(page, FIRST)).to_be_visible()
    if height < 700:  # on the smallest screens the guide can be put away
        page.get_by_label("Skjul veiledningen").click()
        expect(page.locator(".guide")).to_have_count(0)

    assert page.locator(".channel .message-list").evaluate(SHARE) >= 0.5

    page.get_by_role("button", name="Svar i tråden").click()
    assert page.locator(".thread-pane .message-list").evaluate(SHARE) >= 0.5
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_answer_to_a_command_is_in_view_wherever_the_channel_stands(fresh: Fresh) -> None:
    page = fresh(width=390, height=664)
    for words in (FIRST, SECOND, "Når kommer brøytebilen?"):
        ask(page, words)
    page.get_by_role("button", name="Slack").click()
    expect(page.locator(".blocks.card")).to_have_count(3)
    page.locator(".channel .message-list").evaluate("list => list.scrollTop = 0")

    write(page, "Skriv som Anne", "/svarvakt")

    answer = page.locator(".message.alone").last
    expect(answer).to_contain_text("Bare synlig for deg")
    page.wait_for_function(f"({IS_SEEN})(document.querySelector('.message.alone'))")


def back_after_escape(page: Page, opener: Locator, opened: Locator) -> None:
    opener.press("Enter")
    expect(opened).to_be_visible()
    page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    expect(opener).to_be_focused()


def write(page: Page, label: str, words: str) -> None:
    field = page.get_by_placeholder(label)
    field.fill(words)
    field.press("Enter")
    expect(field).to_have_value("")


def publish(page: Page, answer: str) -> None:
    card(page, FIRST).get_by_role("button", name="Skriv svar").click()
    page.get_by_role("dialog").get_by_role("textbox").first.fill(answer)
    page.get_by_role("dialog").get_by_role("button", name="Publiser").click()
    expect(card(page, "Publisert av Anne")).to_be_visible()
