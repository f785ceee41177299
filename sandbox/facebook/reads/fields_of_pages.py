"""The fields of pages, applications and people that the Graph API knows, and how each gets its value."""

from collections.abc import Mapping

from sandbox.facebook.graph.visit import Visit
from sandbox.facebook.reads.fields_of_writings import Reader
from sandbox.people import SimPage


def _tasks(visit: Visit, page: SimPage) -> list[str]:
    return sorted(visit.tokens.of_page(page.id).tasks)


PAGE_FIELDS: Mapping[str, Reader] = {
    "name": lambda _, page: page.name,
    "access_token": lambda visit, page: visit.tokens.of_page(page.id).value,
    "tasks": _tasks,
    "link": lambda _, page: f"https://www.facebook.com/{page.id}",
    "category": lambda _, __: "Government Organization",
    "is_published": lambda visit, page: page.id not in visit.switches.unpublished,
    "is_webhooks_subscribed": lambda visit, page: bool(visit.subscriptions.page_fields(page.id)),
    "username": lambda _, __: None,
    "about": lambda _, __: None,
}

APP_FIELDS: Mapping[str, Reader] = {
    "name": lambda _, app: app.name,
    "link": lambda _, __: "https://svarvakt.sandbox.invalid/",
    "category": lambda _, __: "Business",
}

PERSON_FIELDS: Mapping[str, Reader] = {
    "name": lambda _, citizen: citizen.name,
    "first_name": lambda _, citizen: citizen.name.split()[0],
    "last_name": lambda _, citizen: citizen.name.split()[-1],
    "profile_pic": lambda _, __: None,
}

USER_FIELDS: Mapping[str, Reader] = {"name": lambda _, user: user.name}
