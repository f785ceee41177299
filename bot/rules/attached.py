"""What stands beside a citizen's words: kept with the words, read again, and named for what it is. Pure.

Nothing of it is shown; a name says what it is, and how to see it. `say` gives a sentence for staff, `masked` blots out numbers.
"""

from collections.abc import Callable, Sequence

from bot.ports.happenings import Attached, Brought, Thing
from storage.tables import Remark

Say = Callable[..., str]
Masked = Callable[[str], str]

NEEDS_NO_EYES = frozenset({Thing.STICKER, Thing.BUTTON})
"""What says nothing beyond its name; everything else may be a question to somebody who looks at it."""

SEEN_BY_NAME = frozenset({Thing.BUTTON, Thing.STICKER, Thing.PLACE, Thing.LINK})
"""What its name and title tell whole; for everything else one has to look at Facebook."""


def kept(attached: Sequence[Attached]) -> list[list[str]]:
    """As it is stored."""
    return [[one.thing.value, one.title, one.url] for one in attached]


def things(remark: Remark) -> tuple[Attached, ...]:
    """What is attached to a remark. Of one that an older program stored only that there is something is known."""
    found = tuple(Attached(Thing(thing), title, url) for thing, title, url in remark.attached)
    return found or ((Attached(Thing.UNKNOWN),) if remark.has_media else ())


def read_of(remark: Remark) -> tuple[str, ...]:
    """What of a remark can be read by itself: its words, and of each thing beside them title and address."""
    beside = [part for one in things(remark) for part in (_title(one), one.url)]
    return tuple(part for part in (remark.text, *beside) if part)


def brought(pictures: Sequence[Brought]) -> list[list[str]]:
    """Pictures that a colleague sent in a thread, as they are stored."""
    return [[Thing.PICTURE.value, one.name, one.id] for one in pictures]


def pictures_in(remark: Remark) -> tuple[Brought, ...]:
    """The pictures that came with what a colleague wrote, as long as it stands."""
    if remark.door != "chat" or remark.gone_at:
        return ()
    return tuple(Brought(file, name) for thing, name, file in remark.attached if thing == Thing.PICTURE)


def in_thread(remark: Remark) -> dict[int, str]:
    """The citizen's pictures that the chat shows: which of them, counted from 0, and the chat's id for it."""
    pairs = (one.partition(":") for one in remark.pictures.split())
    return {int(number): known_as for number, _, known_as in pairs}


def now_in_thread(remark: Remark, number: int, id: str) -> str:
    """As it is stored once the chat shows one more."""
    return " ".join(f"{each}:{where}" for each, where in {**in_thread(remark), number: id}.items())


def needs_eyes(remarks: Sequence[Remark]) -> bool:
    """Whether something among these remarks can only be understood by looking at it."""
    return any(one.thing not in NEEDS_NO_EYES for remark in remarks for one in things(remark))


def beside(say: Say, masked: Masked, remark: Remark, *, in_inbox: bool, apart: bool = False) -> str:
    """What came along with words, as a note; empty when nothing did. A button that was pressed is no thing.

    `apart` leaves out the pictures that the chat shows, where these are told of in another place.
    """
    found, shown = things(remark), _are_in_thread(remark)
    pressed = [say("card.pressed")] if any(one.thing is Thing.BUTTON for one in found) else []
    others = [one for one in found if one.thing is not Thing.BUTTON and not (apart and shown and _is_picture(one))]
    came = [say("card.came_with", things=_names(say, masked, others))] if others else []
    unseen = [one for one in others if not (shown and _is_picture(one))]
    way = _way(say, unseen, in_inbox=in_inbox) or ([say("card.in_thread")] if len(unseen) < len(others) else [])
    return ", ".join([*pressed, *came, *way])


def instead(say: Say, masked: Masked, remarks: Sequence[Remark]) -> str:
    """What stands there in the place of words."""
    found = [one for remark in remarks for one in things(remark)]
    return say("card.without_words", things=_names(say, masked, found)) if found else say("card.no_words")


def _are_in_thread(remark: Remark) -> bool:
    """Whether the chat shows every picture of a citizen's."""
    return 0 < sum(map(_is_picture, things(remark))) <= len(in_thread(remark))


def _is_picture(one: Attached) -> bool:
    return one.thing is Thing.PICTURE


def _names(say: Say, masked: Masked, found: Sequence[Attached]) -> str:
    return ", ".join(dict.fromkeys(_name(say, masked, one) for one in found))


def _name(say: Say, masked: Masked, one: Attached) -> str:
    name, title = say(f"attached.{one.thing.value}"), masked(_title(one))
    called = say("card.called", thing=name, title=title) if title else name
    return f"{called} {masked(one.url)}" if one.url else called


def _title(one: Attached) -> str:
    return " ".join(one.title.split())


def _way(say: Say, found: Sequence[Attached], *, in_inbox: bool) -> list[str]:
    is_there = any(one.thing not in SEEN_BY_NAME for one in found)
    return [say("card.see_in_inbox" if in_inbox else "card.see_there")] if is_there else []
