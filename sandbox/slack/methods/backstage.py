"""What the Web API, the response addresses and people's gestures share."""

from dataclasses import dataclass, field

from sandbox.clock import SandboxClock
from sandbox.faults import Faults
from sandbox.slack.hands.changes import Changes
from sandbox.slack.state.values import Json, UploadedFile
from sandbox.slack.state.workspace import Workspace
from sandbox.slack.wires.triggers import ResponseUrls, Triggers
from sandbox.slack.wires.wire import Courier


@dataclass
class Backstage:
    """The parts of one simulated Slack. `url` is the sandbox server's address, known once it listens."""

    workspace: Workspace
    changes: Changes
    triggers: Triggers
    response_urls: ResponseUrls
    courier: Courier
    clock: SandboxClock
    faults: Faults
    url: str = ""
    files: dict[str, UploadedFile] = field(default_factory=dict)


def as_object(stage: Backstage, file: UploadedFile) -> Json:
    """A file as answers and messages show it."""
    address = f"{stage.url}/slack/files/{file.id}/{file.name}"
    names = {"id": file.id, "name": file.name, "title": file.title, "size": file.size, "mode": "hosted"}
    names |= {"alt_txt": file.alt} if file.alt else {}
    return names | {"url_private": address, "url_private_download": address, "shares": file.shared}
