"""What a name in the municipality's file means, among those whom the chat lists."""

import re

import pytest

from bot.municipality.naming.names import Doubtful, Named, looked_up, named, with_ids
from bot.municipality.naming.resolving import names_health, resolved
from bot.municipality.shape import People, Roles
from bot.ports.directory import Kind, Listed
from bot.ports.failures import Reason, Refused
from tests.bot.solvik import solvik

PEOPLE = [
    Listed("U1", "anne.berg", "Anne Berg", ("Anne",)),
    Listed("U2", "anne.lie", "Anne Lie", ("Anne",)),
    Listed("U3", "kjell", "Kjell Strand", ("anne.berg",)),
    Listed("C1", "spørsmål", former=("innbyggere",)),
]


class Directory:
    """A chat in which ids are short, and that may not list groups."""

    def id_in(self, _kind: Kind, text: str) -> str:
        return "" if text.startswith(("@", "#")) else text.removeprefix("link:")

    async def listed(self, kind: Kind) -> list[Listed]:
        if kind is Kind.GROUP:
            raise Refused(Reason.NOT_ALLOWED, "plan_upgrade_required")
        return PEOPLE


@pytest.mark.parametrize(
    ("name", "id", "why", "near"),
    [
        ("@anne.berg", "U1", None, ""),  # the user name wins over Kjell's joke of a display name
        ("  ANNE   berg ", "U1", None, ""),
        ("Anne Lie", "U2", None, ""),
        ("@Anne", "", "ambiguous", "Anne Berg (anne.berg), Anne Lie (anne.lie)"),
        ("#innbyggere", "C1", "renamed", "spørsmål"),
        ("@kjel", "", "unknown", "Kjell Strand (kjell)"),
        ("@xyzzy", "", "unknown", ""),
    ],
)
def test_a_name_means_one_or_nobody(name: str, id: str, why: str | None, near: str) -> None:
    one = Named(name, "front_desk.people", Kind.PERSON)

    found, doubt = looked_up(one, PEOPLE)

    assert found == id
    assert doubt == (Doubtful(one, why, near) if why else None)


async def test_names_become_ids_and_what_cannot_be_looked_up_is_told_and_stays() -> None:
    written = solvik()
    desk = written.front_desk.model_copy(update={"people": ("@anne.berg", "U0JONAS001"), "group": "@torget"})
    written = written.model_copy(update={"front_desk": desk})

    found = await resolved(written, Directory())

    assert found.municipality.front_desk.people == ("U1", "U0JONAS001")
    assert found.municipality.front_desk.group == "@torget"
    assert [(one.named.id, one.why, one.near) for one in found.doubtful] == [
        ("@torget", "refused", "plan_upgrade_required")
    ]
    (trouble,) = names_health(found.doubtful).troubles
    assert dict(trouble.values) == {"names": "@torget (front_desk.group)"}
    assert names_health(()).fine == {("names", "")}


async def test_every_part_of_the_file_may_be_written_by_name() -> None:
    anne, written = People(people=("@anne.berg",)), solvik()
    pages = {key: page.model_copy(update={"owners": anne}) for key, page in written.pages.items()}
    roles = Roles(archivist=anne, privacy_officer=anne, administrator=anne)

    found = await resolved(written.model_copy(update={"pages": pages, "roles": roles}), Directory())

    assert {page.owners.people for page in found.municipality.pages.values()} == {("U1",)}
    assert {getattr(found.municipality.roles, name).people for name in Roles.model_fields} == {("U1",)}


def test_wherever_the_file_may_name_the_chat_a_name_becomes_an_id() -> None:
    named_twice = People(people=("@a",), group="@g")
    page = next(iter(solvik().pages.values())).model_copy(update={"channel": "#c", "owners": named_twice})
    department = next(iter(solvik().departments.values())).model_copy(
        update={"people": ("@a",), "group": "@g", "manager": "@a", "deputies": ("@a",)}
    )
    own = solvik().municipality.model_copy(update={"duty_channel": "#c", "operator_channel": "#c"})
    roles = Roles(**dict.fromkeys(Roles.model_fields, named_twice))
    everywhere = solvik().model_copy(
        update={
            "municipality": own,
            "pages": {"main": page},
            "departments": {"kommunetorget": department},
            "front_desk": named_twice,
            "roles": roles,
        }
    )

    found = with_ids(everywhere, {(Kind.PERSON, "@a"): "U1", (Kind.GROUP, "@g"): "S1", (Kind.CHANNEL, "#c"): "C1"})

    assert {one.id for one in named(found)} == {"U1", "S1", "C1"}
    assert not set(re.findall(r"[@#][agc]\b", found.model_dump_json()))


async def test_what_the_chat_copies_is_its_id_and_nobody_is_asked() -> None:
    written = solvik()
    desk = written.front_desk.model_copy(update={"people": ("link:U7",), "group": "link:S9"})

    found = await resolved(written.model_copy(update={"front_desk": desk}), Directory())

    assert (found.municipality.front_desk.people, found.municipality.front_desk.group) == (("U7",), "S9")
    assert found.doubtful == ()
