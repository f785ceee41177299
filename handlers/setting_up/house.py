"""The steps for what the municipality decides: who it is, who answers, where the cards go, who else has a part."""

from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import TypeAdapter, ValidationError

from bot.guard.numbers import number_in
from bot.municipality.section import Address, Phone
from bot.ports.directory import Kind, Listed
from bot.texts.wording import LANGUAGES
from handlers.commands.common import Words
from handlers.setting_up.facebook import key_of
from handlers.setting_up.people import ask_for_one, ask_for_several, is_there

if TYPE_CHECKING:
    from handlers.setting_up.session import Session

DESK = "kommunetorget"
ROLES = ("archivist", "privacy_officer", "administrator")


class Body(NamedTuple):
    """Another body that is often the right place, as it is known; phone and link are the person's to confirm."""

    name: str
    phone: str = ""
    link: str = ""


BODIES = {
    "fylkeskommune": Body("Fylkeskommunen"),
    "statens_vegvesen": Body("Statens vegvesen", "22 07 30 00", "https://www.vegvesen.no"),
    "skatteetaten": Body("Skatteetaten", "800 80 000", "https://www.skatteetaten.no"),
}
"""Under the keys that the suggestions know."""


def who_we_are(session: "Session") -> None:
    """The language, the name, the phone that somebody always answers."""
    talk = session.talk
    if session.again or session.text_at("municipality", "language") not in LANGUAGES:
        names = ["Bokmål", "Nynorsk", "English"]
        chosen = LANGUAGES[talk.choose("language", names, 1 + max(0, _index(talk.words.language)))]
        session.write("municipality", "language", value=chosen)
        talk.words = Words(chosen)
    talk.say("head_municipality")
    _text(session, "municipality_name", "municipality", "name")
    _text(session, "duty_phone", "municipality", "duty_phone", kind=Phone)
    _text(session, "signature", "municipality", "signature", default="Kommunetorget")


def _index(language: str) -> int:
    return LANGUAGES.index(language) if language in LANGUAGES else 0


def _text(session: "Session", key: str, *place: str, kind: Any = str, default: str = "", **values: str) -> None:
    """One text of the file: asked for unless a good one stands there."""
    standing = session.text_at(*place)
    if standing and not session.again and not _unfit(session, key, standing, kind):
        return
    answer = session.talk.ask(
        key, standing or default, check=lambda one: _unfit(session, key, one, kind), values=values
    )
    session.write(*place, value=answer)


def _unfit(session: "Session", key: str, answer: str, kind: Any) -> str:
    try:
        TypeAdapter(kind).validate_python(answer)
    except ValidationError:
        return session.talk.text(f"unfit_{key}")
    return session.talk.text("never_public") if number_in(answer) else ""


# --- departments and people


def who_answers(session: "Session") -> None:
    """The department that answers when nobody else is named, others, and the front desk."""
    session.talk.say("head_departments")
    known = session.tables_at("departments")
    for key in list(known) or [DESK]:
        _department(session, key)
    if session.again or session.file.value("front_desk") is None:
        while name := session.talk.ask("another_department", may_be_empty=True):
            key = key_of(name, list(session.tables_at("departments")))
            session.write("departments", key, "name", value=name)
            _department(session, key)
    _front_desk(session)


def _department(session: "Session", key: str) -> None:
    place = ("departments", key)
    standing = session.text_at(*place, "name")
    default = session.text_at("municipality", "signature") if key == DESK else ""
    _text(session, "department_name", *place, "name", default=standing or default, department=key)
    name = session.text_at(*place, "name")
    _text(session, "phone", *place, "phone", kind=Phone, department=name)
    _text(session, "link", *place, "link", kind=Address, department=name)
    _people(session, "experts", *place, department=name)
    if session.again or (session.file.value(*place, "manager") is None and key != DESK):
        manager = ask_for_one(session, Kind.PERSON, "manager", session.text_at(*place, "manager"), department=name)
        session.write(*place, "manager", value=manager.id if manager else "", note=_note([manager] if manager else []))


def _front_desk(session: "Session") -> None:
    session.talk.say("head_front_desk")
    while not _people(session, "approvers", "front_desk", needed=True):
        session.talk.say("nobody_approves")


def _people(session: "Session", key: str, *place: str, needed: bool = False, **values: str) -> bool:
    """People, or a group. Whether anybody is named in the end; where somebody is `needed`, nobody is no answer."""
    people, group = session.file.value(*place, "people"), session.text_at(*place, "group")
    standing = session.texts_at(*place, "people")
    is_known = people is not None or group
    is_sure = is_known and all(is_there(session, Kind.PERSON, one) for one in standing)
    if is_sure and not session.again and (standing or group or not needed):
        return True
    found = ask_for_several(session, Kind.PERSON, key, standing, **values)
    session.write(*place, "people", value=[one.id for one in found], note=_note(found))
    if not found and (chosen := ask_for_one(session, Kind.GROUP, "group", group, **values)):
        session.write(*place, "group", value=chosen.id, note=_note([chosen]))
    return bool(found or session.text_at(*place, "group"))


def _note(found: list[Listed]) -> str:
    """Who the ids are, for whoever reads the file."""
    return ", ".join(one.name or one.handle for one in found if one.handle != one.id)


# --- pages


def where_cards_go(session: "Session") -> None:
    """A channel for each page. In Teams it also says among whom people can be found."""
    session.talk.say("head_channels")
    session.talk.say("channel_how_teams" if session.settings.chat == "teams" else "channel_how")
    for key, page in session.tables_at("pages").items():
        _channel(session, key, str(page.get("name") or key))


def whose_pages(session: "Session") -> None:
    """The department of each page, for questions that say nothing of any."""
    known = list(session.tables_at("departments"))
    for key, page in session.tables_at("pages").items():
        standing = str(page.get("department") or "")
        if session.again or standing not in known:
            default = next(one for one in (standing, key, *known) if one in known)
            name = str(page.get("name") or key)
            answer = session.talk.ask(
                "page_department", default, check=lambda one: _known(session, one, known), values={"page": name}
            )
            session.write("pages", key, "department", value=answer)


def _known(session: "Session", answer: str, known: list[str]) -> str:
    return "" if answer in known else session.talk.text("no_department", departments=", ".join(known))


def _channel(session: "Session", key: str, name: str) -> None:
    standing = session.text_at("pages", key, "channel")
    if standing and not session.again and is_there(session, Kind.CHANNEL, standing):
        return
    found = None
    while found is None:
        found = ask_for_one(session, Kind.CHANNEL, "channel", standing, page=name)
        if found is None:
            session.talk.say("channel_needed")
            session.forget_lists()  # it may have been made, or the bot invited, in the meantime
    session.write("pages", key, "channel", value=found.id, note=f"#{found.handle}" if found.handle != found.id else "")
    if not found.is_ours:
        session.talk.say("invite", channel=found.handle)


# --- the ways on, and who else has a part


def ways_on(session: "Session") -> None:
    """Where citizens are sent who ask for another body. What was begun is finished; what was left out is asked for once."""
    session.talk.say("head_redirects")
    known = session.tables_at("redirects")
    is_over = session.file.value("roles", ROLES[0], "people") is not None  # the step after this one has begun
    for key, body in BODIES.items():
        is_asked = session.again or not is_over
        if key in known or (is_asked and _is_wanted(session, body)):
            _body(session, key, body)


def _is_wanted(session: "Session", body: Body) -> bool:
    return session.talk.agrees("redirect", default=True, body=body.name)


def _body(session: "Session", key: str, body: Body) -> None:
    place = ("redirects", key)
    _text(session, "redirect_name", *place, "name", default=body.name)
    name = session.text_at(*place, "name")
    _text(session, "phone", *place, "phone", kind=Phone, default=body.phone, department=name)
    _text(session, "link", *place, "link", kind=Address, default=body.link, department=name)


def who_else(session: "Session") -> None:
    """Who marks for the archive, who watches over personal data, who keeps the settings; each may be nobody."""
    session.talk.say("head_roles")
    for role in ROLES:
        _people(session, role, "roles", role)
