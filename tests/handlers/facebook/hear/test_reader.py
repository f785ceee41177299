from datetime import UTC, datetime
from typing import Any

import pytest

from bot.ports.happenings import Attached, Happening, Hid, Kind, Rewrote, Thing, Withdrew, Wrote
from handlers.facebook.hear.reader import read
from tests.handlers.facebook.stage import COMMENT_ID, KARI, PAGE_ID, POST_ID

REPLY_ID = "777000111_888000333"
HEARD = "2026-11-23T11:00:00+00:00"
WRITTEN_AT = datetime.fromtimestamp(1794000000, UTC)


def change(**parts: Any) -> dict[str, Any]:
    """Kari's comment, changed; a part that is None is left out."""
    usual: dict[str, Any] = {
        "item": "comment",
        "verb": "add",
        "from": {"id": KARI, "name": "Kari Nordmann"},
        "post": {"id": POST_ID, "permalink_url": "https://www.facebook.com/solvik/posts/777000111/"},
        "post_id": POST_ID,
        "comment_id": COMMENT_ID,
        "parent_id": POST_ID,
        "message": "Når åpner svømmehallen?",
        "created_time": 1794000000,
    }
    value = {name: part for name, part in {**usual, **parts}.items() if part is not None}
    return {"page_id": PAGE_ID, "heard_at": HEARD, "change": {"field": "feed", "value": value}}


def messaging(**parts: Any) -> dict[str, Any]:
    usual = {"sender": {"id": KARI}, "recipient": {"id": PAGE_ID}, "timestamp": 1794000000838}
    return {"page_id": PAGE_ID, "heard_at": HEARD, "messaging": {**usual, **parts}}


def wrote(body: dict[str, Any]) -> Wrote:
    (happening,) = read(body)
    assert isinstance(happening, Wrote)
    return happening


def test_a_comment_is_read_with_author_place_and_link() -> None:
    assert wrote(change()) == Wrote(
        page_id=PAGE_ID,
        kind=Kind.COMMENT,
        id=COMMENT_ID,
        text="Når åpner svømmehallen?",
        at=WRITTEN_AT,
        author_id=KARI,
        author_name="Kari Nordmann",
        parent_id=POST_ID,
        post_id=POST_ID,
        link="https://www.facebook.com/solvik/posts/777000111/?comment_id=888000222",
    )


@pytest.mark.parametrize(
    ("parent_id", "kind"),
    [
        (POST_ID, Kind.COMMENT),
        ("999_777000111", Kind.COMMENT),  # the page part differs, the post is the same
        ("777000111", Kind.COMMENT),
        (None, Kind.COMMENT),
        (COMMENT_ID, Kind.REPLY),
    ],
)
def test_the_last_segment_of_the_parent_tells_comment_from_reply(parent_id: str | None, kind: Kind) -> None:
    assert wrote(change(comment_id=REPLY_ID, parent_id=parent_id)).kind is kind


def test_a_comment_under_a_photo_is_no_reply() -> None:
    photo = change(comment_id="555_888000222", parent_id=f"{PAGE_ID}_555")

    assert wrote(photo).kind is Kind.COMMENT


def test_a_reply_names_its_parent() -> None:
    assert wrote(change(comment_id=REPLY_ID, parent_id=COMMENT_ID)).parent_id == COMMENT_ID


def test_what_the_page_says_is_the_pages_own() -> None:
    assert wrote(change(**{"from": {"id": PAGE_ID, "name": "Solvik kommune"}})).by_page


def test_a_missing_author_is_an_unnamed_citizen() -> None:
    unnamed = wrote(change(**{"from": None}))

    assert (unnamed.author_id, unnamed.by_page) == ("", False)


def test_numbers_are_identifiers_too() -> None:
    numbers = change(comment_id=888000222, post_id=777000111, parent_id=777000111, **{"from": {"id": int(PAGE_ID)}})

    assert (wrote(numbers).id, wrote(numbers).kind, wrote(numbers).by_page) == ("888000222", Kind.COMMENT, True)


def test_a_picture_without_words_is_a_comment_with_media() -> None:
    picture = wrote(change(message=None, photo="https://scontent.example/1.jpg"))

    assert (picture.text, picture.attached) == ("", (Attached(Thing.PICTURE),))


def test_a_sticker_comes_without_any_sign_and_still_counts_as_something() -> None:
    assert wrote(change(message=None)).attached == (Attached(Thing.UNKNOWN),)


@pytest.mark.parametrize("verb", ["edited", "edit"])
def test_both_spellings_of_an_edit_are_understood(verb: str) -> None:
    body = change(verb=verb, message="Når stenger den?", created_time=1794000500)

    expected = Rewrote(PAGE_ID, COMMENT_ID, "Når stenger den?", datetime.fromtimestamp(1794000500, UTC), POST_ID)
    assert read(body) == (expected,)


def test_an_edit_without_words_wipes_nothing() -> None:
    assert read(change(verb="edited", message=None)) == ()


def test_a_removal_without_a_moment_happened_when_it_was_heard() -> None:
    body = change(verb="remove", message=None, created_time=None)

    assert read(body) == (Withdrew(PAGE_ID, COMMENT_ID, datetime.fromisoformat(HEARD)),)


@pytest.mark.parametrize(("verb", "hidden"), [("hide", True), ("unhide", False)])
def test_hiding_says_nothing_of_author_or_words(verb: str, hidden: bool) -> None:
    body = change(verb=verb, created_time=1794001000, **{"from": {"id": PAGE_ID}})

    assert read(body) == (Hid(PAGE_ID, COMMENT_ID, hidden, datetime.fromtimestamp(1794001000, UTC)),)


@pytest.mark.parametrize("item", ["post", "photo", "status", "video", "share"])
def test_a_visitors_post_is_known_by_its_author_not_by_its_name(item: str) -> None:
    post = wrote(change(item=item, comment_id=None, parent_id=None, post_id=f"{PAGE_ID}_777000999"))

    assert (post.kind, post.id, post.post_id, post.author_id) == (
        Kind.VISITOR_POST,
        f"{PAGE_ID}_777000999",
        f"{PAGE_ID}_777000999",
        KARI,
    )


def test_the_pages_own_posts_are_nobodys_question() -> None:
    own = {"from": {"id": PAGE_ID}, "comment_id": None}

    assert read(change(item="status", **own)) == ()
    assert read(change(item="status", verb="edited", **own)) == ()


def test_what_only_the_page_can_put_up_is_nobodys_question() -> None:
    assert read(change(item="event", comment_id=None, parent_id=None, message=None, **{"from": None})) == ()


def test_a_visitors_post_has_an_address_even_when_none_is_told() -> None:
    post = wrote(change(item="post", comment_id=None, parent_id=None, post=None, post_id=f"{PAGE_ID}_777000999"))

    assert post.link == f"https://www.facebook.com/{PAGE_ID}_777000999"


def test_a_mention_under_somebody_elses_post_is_told_apart_and_its_post_is_not_kept() -> None:
    body = change(**{"from": None, "parent_id": None, "post": None, "post_id": "999_111", "comment_id": "111_222"})
    body["change"]["field"] = "mention"

    named = wrote(body)

    assert (named.kind, named.post_id) == (Kind.MENTION, "")
    assert named.link == "https://www.facebook.com/999_111?comment_id=222"


def test_a_mention_without_author_and_parent_is_a_comment() -> None:
    body = change(**{"from": None, "parent_id": None, "post": None})
    body["change"]["field"] = "mention"

    assert wrote(body).kind is Kind.COMMENT


@pytest.mark.parametrize(
    "parts", [{"item": "reaction"}, {"item": "coffee"}, {"verb": "mute"}, {"verb": ["add"]}, {"comment_id": None}]
)
def test_the_unknown_means_nothing(parts: dict[str, Any]) -> None:
    assert read(change(**parts)) == ()


def test_a_message_is_read_with_its_sender() -> None:
    body = messaging(message={"mid": "m_1", "text": "Hei"})

    message = wrote(body)
    assert (message.kind, message.id, message.text, message.author_id) == (Kind.MESSAGE, "m_1", "Hei", KARI)
    assert message.at == datetime.fromtimestamp(1794000000.838, UTC)


def test_an_echo_tells_application_recipient_and_our_key() -> None:
    echo = {"mid": "m_2", "text": "Svar", "is_echo": True, "app_id": 424242424242, "metadata": "delivery:17"}

    said = wrote(messaging(sender={"id": PAGE_ID}, recipient={"id": KARI}, message=echo))

    assert (said.by_page, said.app_id, said.recipient_id, said.key) == (True, "424242424242", KARI, "delivery:17")


def test_a_message_may_be_edited_and_taken_back() -> None:
    at = datetime.fromtimestamp(1794000000.838, UTC)

    assert read(messaging(message_edit={"mid": "m_1", "text": "Nytt", "num_edit": "1"})) == (
        Rewrote(PAGE_ID, "m_1", "Nytt", at),
    )
    assert read(messaging(message={"mid": "m_1", "is_deleted": True})) == (Withdrew(PAGE_ID, "m_1", at),)


def test_a_picture_message_has_media_and_no_words() -> None:
    message = wrote(messaging(message={"mid": "m_1", "attachments": [{"type": "image"}]}))

    assert (message.text, message.attached) == ("", (Attached(Thing.PICTURE),))


@pytest.mark.parametrize("part", [{"read": {}}, {"delivery": {}}, {"postback": {"mid": "m_9"}}, {"message": {}}])
def test_receipts_and_what_says_nothing_mean_nothing(part: dict[str, Any]) -> None:
    assert read(messaging(**part)) == ()


def test_a_button_that_is_pressed_says_what_stands_on_it() -> None:
    pressed = wrote(messaging(postback={"mid": "m_9", "title": "Når har dere åpent?", "payload": "OPEN"}))

    assert (pressed.id, pressed.text, pressed.attached) == ("m_9", "Når har dere åpent?", (Attached(Thing.BUTTON),))


def test_a_message_tells_which_one_it_answers() -> None:
    answer = {"mid": "m_2", "text": "Ja takk", "reply_to": {"mid": "m_1", "is_self_reply": False}}

    assert wrote(messaging(message=answer)).parent_id == "m_1"


LINK = {"type": "fallback", "title": "Rutetabell", "payload": {"url": "https://example.no/rute"}}


@pytest.mark.parametrize(
    ("attachment", "thing", "title", "url"),
    [
        ({"type": "image", "payload": {"url": "https://scontent.example/1.jpg"}}, Thing.PICTURE, "", ""),
        ({"type": "video", "payload": {"url": "https://scontent.example/1.mp4"}}, Thing.VIDEO, "", ""),
        ({"type": "audio", "payload": {}}, Thing.AUDIO, "", ""),
        ({"type": "file", "payload": {"title": "søknad.pdf"}}, Thing.FILE, "søknad.pdf", ""),
        ({"type": "image", "payload": {"sticker_id": 369239263222822}}, Thing.STICKER, "👍", ""),
        (
            {"type": "location", "payload": {"coordinates": {"lat": 60.4, "long": 10.5}}},
            Thing.PLACE,
            "60.40000, 10.50000",
            "",
        ),
        (LINK, Thing.LINK, "Rutetabell", "https://example.no/rute"),
        ({"type": "fallback", "payload": {"url": "javascript:alert(1)"}}, Thing.LINK, "", ""),
        ({"type": "reel", "payload": {"reel_video_id": 7, "title": "Brannøvelse"}}, Thing.REEL, "Brannøvelse", ""),
        ({"type": "ig_post", "payload": None}, Thing.POST, "", ""),
        ({"type": "hologram"}, Thing.UNKNOWN, "", ""),
        ({"type": ["image"], "payload": "no"}, Thing.UNKNOWN, "", ""),
    ],
)
def test_everything_attached_to_a_message_is_named_for_what_it_is(
    attachment: dict[str, Any], thing: Thing, title: str, url: str
) -> None:
    message = wrote(messaging(message={"mid": "m_1", "text": "Se her", "attachments": [attachment]}))

    assert message.attached == (Attached(thing, title, url),)


def test_what_facebook_does_not_support_is_said_to_be_there() -> None:
    assert wrote(messaging(message={"mid": "m_1", "is_unsupported": True})).attached == (Attached(Thing.UNSUPPORTED),)


def node(**parts: Any) -> dict[str, Any]:
    usual = {
        "id": COMMENT_ID,
        "message": "Når åpner svømmehallen?",
        "created_time": "2026-11-06T21:20:00+0000",
        "from": {"id": KARI, "name": "Kari Nordmann"},
        "permalink_url": "https://www.facebook.com/solvik/posts/777000111/?comment_id=888000222",
        "is_hidden": False,
    }
    return {"page_id": PAGE_ID, "graph": {**usual, **parts}, "post_id": POST_ID, "pass_at": HEARD}


def test_a_polled_comment_is_the_same_as_a_heard_one() -> None:
    assert wrote(node()) == wrote(change())


def test_a_polled_reply_is_the_same_as_a_heard_one() -> None:
    heard = wrote(change(comment_id=REPLY_ID, parent_id=COMMENT_ID, post=None))

    assert wrote(node(id=REPLY_ID, parent={"id": COMMENT_ID}, permalink_url="")) == heard


def test_a_polled_visitors_post_is_the_same_as_a_heard_one() -> None:
    post_id = f"{PAGE_ID}_777000999"
    heard = wrote(change(item="post", comment_id=None, post_id=post_id, post=None))

    assert wrote({**node(id=post_id, permalink_url=""), "post_id": post_id}) == heard


def test_a_polled_reply_tells_which_application_wrote_it() -> None:
    own = wrote(node(application={"id": 424242424242}, **{"from": {"id": PAGE_ID}}))

    assert (own.by_page, own.app_id) == (True, "424242424242")


def test_a_polled_comment_may_be_hidden_from_the_start() -> None:
    assert [type(happening) for happening in read(node(is_hidden=True))] == [Wrote, Hid]


@pytest.mark.parametrize(
    ("what", "happening"),
    [
        ("edited", Rewrote(PAGE_ID, COMMENT_ID, "Når åpner svømmehallen?", datetime.fromisoformat(HEARD), POST_ID)),
        ("hidden", Hid(PAGE_ID, COMMENT_ID, True, datetime.fromisoformat(HEARD))),
        ("shown", Hid(PAGE_ID, COMMENT_ID, False, datetime.fromisoformat(HEARD))),
    ],
)
def test_what_a_pass_found_out_decides_the_happening(what: str, happening: Happening) -> None:
    assert read({**node(), "what": what}) == (happening,)


def test_a_polled_message_knows_who_wrote_to_whom() -> None:
    message = {"id": "m_1", "message": "Hei", "created_time": "2026-11-06T21:20:00+0000", "from": {"id": PAGE_ID}}

    said = wrote({"page_id": PAGE_ID, "graph_message": message, "person_id": KARI, "pass_at": HEARD})

    assert (said.kind, said.by_page, said.recipient_id) == (Kind.MESSAGE, True, KARI)


def test_what_a_pass_finds_gone_is_withdrawn() -> None:
    body = {"page_id": PAGE_ID, "gone": COMMENT_ID, "pass_at": HEARD}

    assert read(body) == (Withdrew(PAGE_ID, COMMENT_ID, datetime.fromisoformat(HEARD)),)


def test_a_wish_to_be_forgotten_is_no_happening() -> None:
    assert read({"forget": KARI}) == ()


@pytest.mark.parametrize(
    ("attachment", "expected"),
    [
        ({"type": "photo", "media": {}}, Attached(Thing.PICTURE)),
        ({"type": "video_inline"}, Attached(Thing.VIDEO)),
        ({"type": "animated_image_share"}, Attached(Thing.PICTURE)),
        ({"type": "sticker"}, Attached(Thing.STICKER)),
        (
            {"type": "share", "title": "Avisa", "url": "https://avisa.example/"},
            Attached(Thing.LINK, "Avisa", "https://avisa.example/"),
        ),
        ({"type": "hologram"}, Attached(Thing.UNKNOWN)),
    ],
)
def test_what_is_attached_to_a_polled_comment_is_named(attachment: dict[str, Any], expected: Attached) -> None:
    assert wrote(node(attachment=attachment)).attached == (expected,)


def test_what_is_attached_to_a_polled_message_is_named() -> None:
    message = {
        "id": "m_1",
        "message": "Her",
        "from": {"id": KARI},
        "reply_to": {"id": "m_0"},
        "attachments": {"data": [{"mime_type": "image/jpeg"}, {"mime_type": "application/pdf", "name": "a.pdf"}]},
        "shares": {"data": [{"link": "https://example.no/", "name": "Eksempel"}]},
        "sticker": "https://scontent.example/s.png",
    }

    read_one = wrote({"page_id": PAGE_ID, "graph_message": message, "person_id": KARI, "pass_at": HEARD})

    assert read_one.parent_id == "m_0"
    assert read_one.attached == (
        Attached(Thing.PICTURE),
        Attached(Thing.FILE, "a.pdf"),
        Attached(Thing.LINK, "Eksempel", "https://example.no/"),
        Attached(Thing.STICKER),
    )
