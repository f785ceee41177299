"""What people write in Slack, as text that can be published."""

from typing import Any

import pytest

from handlers.slack.hear.spoken import Spoken, heard, plain_text, spoken


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("Vi åpner &lt;snart&gt; &amp; billig", "Vi åpner <snart> & billig"),
        ("&amp;lt;", "&lt;"),
        ("*fet* og _kursiv_ og `kode`", "fet og kursiv og kode"),
        ("Badet er ~ikke~ åpent på lørdag.", "Badet er åpent på lørdag."),
        ("~Alt dette~", ""),
        ("mellom ~20 og ~30 grader", "mellom ~20 og ~30 grader"),
        ("<https://solvik.slack.com/archives/C0SPORSMAL/p1> sier det", "sier det"),
        ("Se <https://solvik.slack.com/archives/C0SPORSMAL/p1|tråden>", "Se tråden"),
        ("*_begge_*", "begge"),
        ("2*3*4 og snake_case_navn", "2*3*4 og snake_case_navn"),
        ("```\nkode\n```", "kode"),
        ("&gt; sitert\nsvar", "sitert\nsvar"),
        ("Hei <@U0ANNE0001>, kan du svare?", "Hei @U0ANNE0001, kan du svare?"),
        ("<@U0ANNE0001>: kan du svare?", "@U0ANNE0001: kan du svare?"),
        ("<!subteam^S0FRONT001|@kommunetorget> se her", "@kommunetorget se her"),
        ("Obs <!channel>!", "Obs!"),
        ("<https://solvik.kommune.no/a_b_c|her>", "her (https://solvik.kommune.no/a_b_c)"),
        ("<https://solvik.kommune.no/?a=1&amp;b=2>", "https://solvik.kommune.no/?a=1&b=2"),
        ("<http://solvik.kommune.no|solvik.kommune.no>", "http://solvik.kommune.no"),
        ("<mailto:post@solvik.no|post@solvik.no>", "post@solvik.no"),
        ("<tel:61330000|61 33 00 00>", "61 33 00 00 (61330000)"),
        ("se <#C0SPORSMAL|innbyggerspørsmål>", "se #innbyggerspørsmål"),
        ("Takk :slightly_smiling_face:", "Takk 🙂"),
        ("Flott :+1::skin-tone-3:", "Flott 👍"),
        ("Kl. 08:30:45 og :solvik:", "Kl. 08:30:45 og :solvik:"),
        ("<!date^1700000000^{date}|14. november>", "14. november"),
        ("to  mellomrom , ja", "to  mellomrom , ja"),
    ],
)
def test_marked_up_text_becomes_plain(marked: str, plain: str) -> None:
    assert plain_text(marked) == plain


def rich(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"text": "noe annet", "blocks": [{"type": "rich_text", "elements": list(parts)}]}


def section(*leaves: dict[str, Any], kind: str = "section") -> dict[str, Any]:
    return {"type": f"rich_text_{kind}", "elements": list(leaves)}


def text(said: str) -> dict[str, Any]:
    return {"type": "text", "text": said}


def test_the_structured_text_is_preferred_and_taken_letter_by_letter() -> None:
    assert spoken(rich(section(text("5 < 6 & *ikke fet* &amp;")))) == "5 < 6 & *ikke fet* &amp;"


def test_lists_and_quotes_become_lines() -> None:
    items = {"type": "rich_text_list", "style": "ordered", "elements": [section(text("en")), section(text("to"))]}

    assert (
        spoken(rich(section(text("Slik:\n")), items, section(text("sitert"), kind="quote")))
        == "Slik:\n1. en\n2. to\nsitert"
    )


def test_emoji_come_as_characters() -> None:
    wave = {"type": "emoji", "name": "wave", "unicode": "1f44b-1f3fc"}

    assert spoken(rich(section(text("Hei "), wave))) == "Hei 👋🏼"


def test_an_emoji_that_only_this_workspace_knows_is_dropped() -> None:
    assert spoken(rich(section(text("Hei "), {"type": "emoji", "name": "solvik-logo"}))) == "Hei"


def test_links_come_as_addresses() -> None:
    link = {"type": "link", "url": "https://solvik.no/x?a=1&b=2", "text": "skjema"}

    assert spoken(rich(section(text("Se "), link))) == "Se skjema (https://solvik.no/x?a=1&b=2)"


def test_a_mention_leaves_no_hole() -> None:
    ingrid = {"type": "user", "user_id": "U0INGRID01"}
    said = heard(rich(section(text("Det er "), ingrid, text(" som har dette"))))

    assert (said.text, said.people) == ("Det er @U0INGRID01 som har dette", ("U0INGRID01",))


def test_forwarded_words_belong_to_the_message_and_previews_do_not() -> None:
    shared = {"is_share": True, "author_name": "Per", "text": "Svømmehallen åpner fredag kl. 10."}
    said = heard({"text": "Fra vaktmesteren:", "attachments": [shared, {"title": "Solvik", "text": "Forside"}]})

    assert said == Spoken("Fra vaktmesteren:\nSvømmehallen åpner fredag kl. 10.", ("forwarded",))


def test_a_message_without_words_is_empty() -> None:
    assert spoken({"text": "", "files": [{"id": "F1"}]}) == ""


def test_struck_out_words_are_not_part_of_the_text() -> None:
    said = rich(
        section(
            {"type": "text", "text": "Badet er "},
            {"type": "text", "text": "ikke ", "style": {"strike": True}},
            {"type": "text", "text": "åpent på lørdag."},
        )
    )

    assert spoken(said) == "Badet er åpent på lørdag."
