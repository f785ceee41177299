"""What the Teams door needs to know."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class TeamsSettings:
    """One registration of the bot in one tenant, and the channels it works in, named as the municipality's file names them.

    `service_url` is where we speak until Teams has told where it wants to be spoken to, `login_url` gives tokens, at `keys_url`
    stand the keys by which Teams signs, and `graph_url` lets threads and groups be read.
    """

    app_id: str
    tenant_id: str
    app_secret: str = field(repr=False)
    service_url: str
    login_url: str
    keys_url: str
    graph_url: str
    channels: tuple[str, ...] = ()
