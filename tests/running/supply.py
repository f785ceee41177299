"""What the program is made of, and whether something is known against it: `python -m tests.running.supply`, or `make supply`.

Writes a bill of materials (CycloneDX 1.6, JSON) of the pinned packages to `build/sbom.cdx.json`, the same to the letter for
the same pins, and asks osv.dev, which names the advisories for each version. Without a network it says that nobody was
asked, and that is no failure; what is found is told, and fails only with `--strict`, since an advisory that came out over
night is no fault of today's change.
"""

import argparse
import json
import re
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import httpx

HOUSE = Path(__file__).parent.parent.parent
PINS = HOUSE / "requirements" / "run.txt"
BILL = HOUSE / "build" / "sbom.cdx.json"
ADVISORIES = "https://api.osv.dev/v1/querybatch"
SECONDS = 10.0
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)")
_BECAUSE = re.compile(r"^\s+#(?: via)?\s+([A-Za-z0-9._-]+)")

Post = Callable[[str, Any], Any]
"""Sends JSON to an address and gives back the JSON of the answer. Raises `httpx.HTTPError` when it cannot be reached."""


@dataclass(frozen=True)
class Pin:
    """One pinned package, and the packages that brought it."""

    name: str
    version: str
    wanted_by: tuple[str, ...] = ()

    @property
    def purl(self) -> str:
        """The name by which bills and advisories know this version."""
        return f"pkg:pypi/{re.sub(r'[-_.]+', '-', self.name).lower()}@{self.version}"


def pins(text: str) -> list[Pin]:
    """The packages that a file of pip-compile pins, with what it notes of why they are there."""
    return [_pin(block) for block in re.split(r"(?m)^(?=[A-Za-z0-9])", text) if _PIN.match(block)]


def _pin(block: str) -> Pin:
    found = _PIN.match(block)
    if found is None:
        raise ValueError("no pin")
    because = (match[1] for line in block.splitlines() if (match := _BECAUSE.match(line)))
    return Pin(found[1], found[2], tuple(dict.fromkeys(because)))


def bill(packages: Sequence[Pin], name: str, of_version: str) -> dict[str, Any]:
    """The bill of materials. It carries no time and no chance, so that two of the same pins are the same."""
    own = f"pkg:pypi/{name}@{of_version}"
    serial = uuid.uuid5(uuid.NAMESPACE_URL, " ".join([own, *(one.purl for one in packages)]))
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial.urn,
        "version": 1,
        "metadata": {
            "component": {"type": "application", "bom-ref": own, "name": name, "version": of_version, "purl": own}
        },
        "components": [
            {"type": "library", "bom-ref": one.purl, "name": one.name, "version": one.version, "purl": one.purl}
            for one in packages
        ],
        "dependencies": list(_dependencies(packages, name, own)),
    }


def _dependencies(packages: Sequence[Pin], name: str, own: str) -> Iterator[dict[str, Any]]:
    """Who brought whom; what nobody else brought was chosen by us."""
    refs = {name: own} | {one.name: one.purl for one in packages}
    for wanting, ref in refs.items():
        brings = [one.purl for one in packages if wanting in one.wanted_by or (wanting == name and not one.wanted_by)]
        yield {"ref": ref, "dependsOn": brings}


def known_against(packages: Sequence[Pin], post: Post) -> dict[str, list[str]]:
    """The advisories for each package that has any. Raises `httpx.HTTPError` where nobody could be asked."""
    answer = post(ADVISORIES, {"queries": [{"package": {"purl": one.purl}} for one in packages]})
    found = zip(packages, answer["results"], strict=True)
    told = {one.purl: [str(each["id"]) for each in result.get("vulns", ())] for one, result in found}
    return {purl: ids for purl, ids in told.items() if ids}


def post(address: str, body: Any) -> Any:
    """Ask over the network, with patience for seconds only."""
    answer = httpx.post(address, json=body, timeout=SECONDS)
    answer.raise_for_status()
    return answer.json()


def audit(packages: Sequence[Pin], ask: Post) -> tuple[str, bool]:
    """What is to be said of the audit, and whether something was found."""
    try:
        found = known_against(packages, ask)
    except (httpx.HTTPError, ValueError, KeyError) as error:
        return f"advisories: nobody could be asked ({type(error).__name__}); {len(packages)} pins not audited", False
    if not found:
        return f"advisories: none is known against {len(packages)} pinned packages", False
    lines = (f"  {purl}: {', '.join(ids)}" for purl, ids in found.items())
    return "\n".join(["advisories: KNOWN against what we have pinned; renew with `make lock`", *lines]), True


def main(arguments: Sequence[str]) -> int:
    """Write the bill, ask, and say what came of it."""
    wants = argparse.ArgumentParser(description=__doc__)
    wants.add_argument("--strict", action="store_true", help="end with 1 if an advisory is known")
    packages = pins(PINS.read_text(encoding="utf-8"))
    BILL.parent.mkdir(exist_ok=True)
    BILL.write_text(json.dumps(bill(packages, "svarvakt", version("svarvakt")), indent=2) + "\n", encoding="utf-8")
    told, is_known = audit(packages, post)
    print(f"bill of materials: {len(packages)} packages in {BILL.relative_to(HOUSE)}\n{told}")  # noqa: T201 - a tool
    return int(is_known and wants.parse_args(arguments).strict)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
