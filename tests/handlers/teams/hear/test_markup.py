"""What a person writes in Teams, as a citizen may read it."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.teams.hear.markup import Mentioned, plain_text
from handlers.teams.hear.messages import heard

OLA = "22222222-2222-4222-8222-222222222222"
BOT = "28:bot"


@pytest.mark.parametrize(
    ("html", "text", "codes"),
    [
        ("<p>Hallen er åpen lørdag.</p><p>Fra kl. 11 til 16.</p>", "Hallen er åpen lørdag.\nFra kl. 11 til 16.", ()),
        ("<p>Linje én<br>linje to</p>", "Linje én\nlinje to", ()),
        ("<div><div>Ja &amp; nei &lt;barn&gt; 🙂&nbsp;er gratis</div></div>", "Ja & nei <barn> 🙂 er gratis", ()),
        ("<p>Badet er <s>ikke </s>åpent</p>", "Badet er åpent", ("struck",)),
        ("<p>Badet er <s>ikke</s> åpent</p>", "Badet er åpent", ("struck",)),
        ("<ul><li>Voksne 50 kr</li><li>Barn gratis</li></ul>", "• Voksne 50 kr\n• Barn gratis", ()),
        ('<ol start="3"><li>Ring</li><li>Vent</li></ol>', "3. Ring\n4. Vent", ()),
        ('<p>Se <a href="https://solvik.example/bad">badet</a></p>', "Se badet (https://solvik.example/bad)", ()),
        ('<p><a href="https://solvik.example/">solvik.example</a></p>', "https://solvik.example/", ()),
        ('<p>Ring <a href="tel:61012001">61012001</a></p>', "Ring 61012001", ()),
        ('<p>Les <a href="https://teams.microsoft.com/l/message/1/2">tråden</a>.</p>', "Les tråden.", ("inside",)),
        ("<table><tr><td>Man</td><td>10–16</td></tr></table>", "Man – 10–16", ("table",)),
        ('<p>Se <img src="https://graph/x" alt="bilde"></p>', "Se", ("picture",)),
        ('<p>Fint <img itemtype="http://schema.skype.com/Emoji" alt="😊"></p>', "Fint 😊", ()),
        ('<p>Bra <emoji id="smile" alt="😊" title="Smil"></emoji></p>', "Bra 😊", ()),
        ('<p><at id="0">Svarvakt</at> Hallen er åpen</p>', "Hallen er åpen", ()),
        ('<p>Ring <at id="1">Ola Nordby</at></p>', f"Ring @{OLA}", ("person",)),
        ('<p>Ring <at id="2">Gjest Gjestesen</at></p>', "Ring Gjest Gjestesen", ("person",)),
        ('<p>Spør <at id="3">Teknisk</at></p>', "Spør @{gruppe}", ("group",)),
        ("<script>alert(1)</script><p>Hei</p>", "Hei", ()),
        ('<attachment id="1"></attachment><p>Se over</p>', "Se over", ()),
        ("<blockquote><p>sitat</p></blockquote><p>svar</p>", "sitat\nsvar", ()),
        ("<pre>a  b\n c</pre>", "a  b\nc", ()),
        (
            '<div><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">Svarvakt</span>&nbsp;åpent</div>',
            "åpent",
            (),
        ),
        (
            '<span itemscope itemtype="http://schema.skype.com/Mention" itemid="1">Ola</span> vet det',
            f"@{OLA} vet det",
            ("person",),
        ),
        (
            '<blockquote itemscope="" itemtype="http://schema.skype.com/Reply" itemid="160"><strong itemprop="mri" '
            'itemid="8:orgid:x">Anne Berg</strong><span itemprop="time" itemid="160"></span><p itemprop="preview">Vet du '
            "det?</p></blockquote><p>Hallen er åpen.</p>",
            "Hallen er åpen.",
            ("quoted",),
        ),
        ('<p>Spør <at id="1">Ola</at>&nbsp;<at id="1">Nordby</at> om det</p>', f"Spør @{OLA} om det", ("person",)),
        (
            '<p>Fra badet:</p><blockquote itemtype="http://schema.skype.com/Forward"><p>Åpent kl. 10.</p></blockquote>',
            "Fra badet:\nÅpent kl. 10.",
            ("forwarded",),
        ),
    ],
)
def test_markup_becomes_plain_text(html: str, text: str, codes: tuple[str, ...]) -> None:
    named = {"0": Mentioned(is_bot=True), "1": Mentioned(OLA), "2": Mentioned(), "3": Mentioned(is_group=True)}
    spoken = plain_text(html, named)
    assert (spoken.text, spoken.left_out) == (text, codes)


def message(**parts: Any) -> dict[str, Any]:
    return {"text": "", "attachments": [], "entities": [], **parts}


def test_html_is_preferred_to_text() -> None:
    both = message(text="a b", attachments=[{"contentType": "text/html", "content": "<p>a</p><p>b</p>"}])
    assert heard(both, BOT).text == "a\nb"


def test_text_alone_loses_only_the_mention_of_the_bot() -> None:
    entity = {"type": "mention", "text": "<at>Svarvakt</at>", "mentioned": {"id": BOT, "name": "Svarvakt"}}
    assert (
        heard(message(text="<at>Svarvakt</at> 3 < 4 & <b>fet</b>", entities=[entity]), BOT).text == "3 < 4 & <b>fet</b>"
    )


def test_files_pictures_and_forwarded_messages_are_told() -> None:
    kinds = ["application/vnd.microsoft.teams.file.download.info", "image/png", "forwardedMessageReference"]
    said = heard(message(attachments=[{"contentType": kind} for kind in kinds]), BOT)
    assert set(said.left_out) == {"file", "picture", "forwarded"}


@given(html=st.text(alphabet="<>/&;abps=\"' \n", max_size=200))
def test_any_markup_can_be_read(html: str) -> None:
    assert isinstance(plain_text(html, {}).text, str)


def forwarded(content: object) -> dict[str, Any]:
    return {"id": "1", "contentType": "forwardedMessageReference", "content": content}


def test_the_words_of_a_forwarded_message_follow_ones_own() -> None:
    """The shape in which Graph documents a forwarded message."""
    told = {"originalMessageId": "172", "originalMessageContent": "<div>Åpent kl. 10<br>Ring <b>61012001</b></div>"}
    own = {"contentType": "text/html", "content": '<p>Se her</p><attachment id="1"></attachment>'}
    spoken = heard(message(attachments=[own, forwarded(json.dumps(told))]), BOT)
    assert (spoken.text, spoken.left_out) == ("Se her\nÅpent kl. 10\nRing 61012001", ("forwarded",))


@pytest.mark.parametrize("content", [None, "", "{", "[1]", "7", {"originalMessageContent": "<p>x</p>"}, '{"a": 1}'])
def test_a_forwarded_message_that_cannot_be_read_is_told_of(content: object) -> None:
    spoken = heard(message(text="Se her", attachments=[forwarded(content)]), BOT)
    assert (spoken.text, spoken.left_out) == ("Se her", ("forwarded",))


def test_a_quoted_message_is_not_taken_for_ones_own_words() -> None:
    quoted = {"contentType": "messageReference", "content": '{"messagePreview": "Vet du det?"}'}
    spoken = heard(message(text="Ja, fra ti.", attachments=[quoted]), BOT)
    assert (spoken.text, spoken.left_out) == ("Ja, fra ti.", ("quoted",))


@pytest.mark.parametrize("kind", ["codesnippet", "fluidEmbedCard", "audio", "video"])
def test_what_has_words_or_sound_of_its_own_is_told_of_as_a_file(kind: str) -> None:
    assert heard(message(attachments=[{"contentType": f"application/vnd.microsoft.card.{kind}"}]), BOT).left_out == (
        "file",
    )


@pytest.mark.parametrize("account", ["19:x@thread.tacv2", "MjQzMmI1N2ItMGFiZC00M2RiLWFhN2ItMTZlYWRkMTE1ZDM0"])
def test_channels_and_tags_are_groups(account: str) -> None:
    entity = {"type": "mention", "text": "<at>Teknisk</at>", "mentioned": {"id": account, "name": "Teknisk"}}
    assert heard(message(text="Spør <at>Teknisk</at>", entities=[entity]), BOT).text == "Spør @{gruppe}"
