"""Everything the municipality decides for itself, as read from `municipality.toml`: who it is, hours, pages, departments.

How the bot is to work is `bot/municipality/conduct.py`, and when the house is open `hours.py`. Only values and their
shapes live here; reading the file and finding faults in it is `bot/municipality/settings.py`.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import Field

from bot.municipality.answers import HouseAnswer
from bot.municipality.conduct import Brief, Collecting, Moderation, Pictures, PromiseRules, Publishing, Retention
from bot.municipality.hours import USUAL_SEASONS, Hours
from bot.municipality.section import Address, Digits, Filled, Language, Phone, Section, Texts

MESSAGES = "https://m.me/"  # before a page's id: where a message to it is written


class Identity(Section):
    """Who the municipality is. `signature` is the unit that signs; `duty_channel` is the chat channel that is paged at any hour.

    Without a `duty_channel` the channel of the question is paged. `duty_guesses` says when a mere guess of danger goes to the
    duty at once: always, or only while the house is closed, since an open desk sees it where the cards are.
    `operator_channel` is where troubles of the program are said; empty means where the cards are.
    """

    name: Filled = Field(examples=["Solvik kommune"])
    language: Language = Field("nb", examples=["nb"])
    signature: Filled = Field("Kommunetorget", examples=["Kommunetorget"])
    time_zone: Filled = Field("Europe/Oslo", examples=["Europe/Oslo"])
    duty_phone: Phone = Field(examples=["61 09 99 99"])
    duty_channel: str = Field("", examples=["C0VAKT0001"])
    duty_guesses: Literal["closed", "always"] = Field("closed", examples=["closed"])
    operator_channel: str = Field("", examples=["C0DRIFT001"])


class People(Section):
    """Who to call in, by the chat's own identifiers: single people, a user group, or both."""

    people: tuple[Filled, ...] = Field((), examples=[["U0ANNE0001"]])
    group: str = Field("", examples=["S0FRONT001"])


class Roles(Section):
    """Who has a part beside the daily work: marks what is to be archived, watches over privacy, keeps the settings."""

    archivist: People = People()
    privacy_officer: People = People()
    administrator: People = People()


class Page(Section):
    """A page of the municipality: its id outside, the chat channel its cards go to, and who answers when nothing else is known.

    `hours` are the page's own; None means the municipality's. `pace_seconds` is the least time between two public texts.
    Where `comments` are closed the page answers messages only; `message_link` is where a citizen writes one (empty: the
    address that every page has). `owners` are for this page what the front desk is for all.
    """

    facebook_id: Digits = Field(examples=["100200300400500"])
    name: Filled = Field(examples=["Solvik bibliotek"])
    channel: Filled = Field(examples=["C0SPORSMAL"])
    hours: Hours | None = None
    language: Language | None = Field(None, examples=["nb"])
    department: Filled = Field(examples=["kommunetorget"])
    comments: Literal["open", "closed"] = Field("open", examples=["open"])
    message_link: str = Field("", pattern=r"^(https://\S+)?$", examples=["https://m.me/solvikkommune"])
    pace_seconds: float = Field(20, ge=0, examples=[20])
    signature: str = Field("", examples=["Biblioteket"])
    owners: People = People()
    texts: Texts = Field({}, examples=[{"nb": {"thanks": "Takk skal du ha, {navn}!"}}])


class Department(People):
    """A part of the municipality that knows something. `phone`, `link` and `opening` are what citizens are told.

    `sensitive` departments never get a suggestion to answer in public about a person.
    """

    name: Filled = Field(examples=["Teknisk drift"])
    manager: str = Field("", examples=["U0KJELL001"])
    deputies: tuple[Filled, ...] = Field((), examples=[["U0INGRID01"]])
    phone: Phone = Field(examples=["61 01 20 00"])
    link: Address = Field(examples=["https://solvik.example/teknisk"])
    opening: str = Field("", examples=["mandag–fredag kl. 08.00–15.30"])
    sensitive: bool = Field(default=False, examples=[True])


class Redirect(Section):
    """A body outside the municipality that is the right place for some questions."""

    name: Filled = Field(examples=["Statens vegvesen"])
    phone: Phone = Field(examples=["61 09 00 02"])
    link: Address = Field(examples=["https://vegvesen.solvik.example"])


_PAGE = {
    "facebook_id": "100200300400500",
    "name": "Solvik kommune",
    "channel": "C0SPORSMAL",
    "department": "kommunetorget",
}
_DEPARTMENT = {"name": "Kommunetorget", "phone": "61 01 00 00", "link": "https://solvik.example/kommunetorget"}


class Municipality(Section):
    """The whole file."""

    municipality: Identity = Field(examples=[{"name": "Solvik kommune", "duty_phone": "61 09 99 99"}])
    pages: dict[str, Page] = Field(min_length=1, examples=[{"main": _PAGE}])
    departments: dict[str, Department] = Field(min_length=1, examples=[{"kommunetorget": _DEPARTMENT}])
    front_desk: People = Field(examples=[{"people": ["U0ANNE0001"]}])
    roles: Roles = Roles()
    hours: Hours = Field(examples=[{"seasons": USUAL_SEASONS}])
    promise: PromiseRules = PromiseRules()
    publishing: Publishing = Publishing()
    moderation: Moderation = Moderation()
    pictures: Pictures = Pictures()
    brief: Brief = Brief()
    collecting: Collecting = Collecting()
    redirects: dict[str, Redirect] = Field({})
    retention: Retention = Retention()
    answers: dict[str, HouseAnswer] = Field({})
    texts: Texts = Field({})

    @property
    def name(self) -> str:
        """The municipality's own name."""
        return self.municipality.name

    @property
    def language(self) -> Language:
        """The language of the staff's texts, and of citizens whose own cannot be told."""
        return self.municipality.language

    @property
    def named_people(self) -> dict[str, str]:
        """Everybody the file names by a chat's own identifier → where it does so first."""
        named: dict[str, str] = {}
        for where, people in self.peoples.items():
            for person in people.people:
                named.setdefault(person, f"{where}.people")
        for key, department in self.departments.items():
            lists = {"manager": (department.manager,), "deputies": department.deputies}
            for name, others in lists.items():
                for person in filter(None, others):
                    named.setdefault(person, f"departments.{key}.{name}")
        return named

    @property
    def peoples(self) -> dict[str, People]:
        """Everybody's part by where the file gives it, the departments last: they may be asked about anything."""
        pages = {f"pages.{key}.owners": page.owners for key, page in self.pages.items()}
        roles = {f"roles.{name}": getattr(self.roles, name) for name in type(self.roles).model_fields}
        departments = {f"departments.{key}": department for key, department in self.departments.items()}
        return {"front_desk": self.front_desk, **pages, **roles, **departments}

    @property
    def groups(self) -> tuple[str, ...]:
        """Every user group that the file names, once."""
        return tuple(sorted({people.group for people in self.peoples.values() if people.group}))

    @property
    def channels(self) -> tuple[str, ...]:
        """Where the bot has to be a member: the channels of the pages, of the duty and of the operators."""
        own = self.municipality
        named = {*(page.channel for page in self.pages.values()), own.duty_channel, own.operator_channel}
        return tuple(sorted(named - {""}))

    def page_language(self, page: str) -> Language:
        """The language form a page speaks by default."""
        return self.pages[page].language or self.language

    def message_link(self, page: str) -> str:
        """Where a citizen writes a message to a page."""
        return self.pages[page].message_link or f"{MESSAGES}{self.pages[page].facebook_id}"

    def signature(self, page: str) -> str:
        """The unit that signs on a page."""
        return self.pages[page].signature or self.municipality.signature

    def page_hours(self, page: str) -> Hours:
        """The opening hours of a page, with the municipality's closed and short dates where the page lists none."""
        own = self.pages[page].hours
        if own is None:
            return self.hours
        inherited = {
            name: getattr(self.hours, name) for name in ("closed_dates", "short_dates") if getattr(own, name) is None
        }
        return own.model_copy(update=inherited)

    def page_key(self, facebook_id: str) -> str | None:
        """Our key of the page with this id outside; None for a page that is not ours."""
        return next((key for key, page in self.pages.items() if page.facebook_id == facebook_id), None)

    def __hash__(self) -> int:
        """By identity: the file is read once, and what is worked out from it is kept."""
        return id(self)

    @cached_property
    def public_contacts(self) -> frozenset[str]:
        """Phones and links the municipality publishes itself, which are nobody's personal data."""
        return frozenset(filter(None, self._contacts()))

    @cached_property
    def public_names(self) -> frozenset[str]:
        """What our departments, our pages and the bodies outside are called: a text of ours that names them tells nothing of anybody."""
        ours = {each.name for each in self.departments.values()} | {page.name for page in self.pages.values()}
        return frozenset(ours | {body.name for body in self.redirects.values()})

    @cached_property
    def names(self) -> frozenset[str]:
        """All that we are called, or sign with, where citizens read it."""
        signs = {self.signature(key) for key in self.pages} | {self.name, self.municipality.signature}
        return frozenset(
            signs | {page.name for page in self.pages.values()} | {d.name for d in self.departments.values()}
        )

    def _contacts(self) -> Iterator[str]:
        yield self.municipality.duty_phone
        for department in self.departments.values():
            yield from (department.phone, department.link)
        for redirect in self.redirects.values():
            yield from (redirect.phone, redirect.link)
        yield from (self.message_link(page) for page in self.pages)
        yield from (answer.link for answer in self.answers.values())
