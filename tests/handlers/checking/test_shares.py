"""A database on another machine's disk is told from one on our own."""

from pathlib import Path

import pytest

from handlers.checking.store import share_of

MOUNTS = """/dev/vda1 / ext4 rw,relatime 0 0
proc /proc proc rw 0 0
//filer/kommune /mnt/felles cifs rw 0 0
filer:/data /srv/svarvakt nfs4 rw 0 0
/dev/vdb1 /srv/svarvakt/lokal xfs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/mnt/felles/svarvakt", "cifs"),
        ("/srv/svarvakt", "nfs4"),
        ("/srv/svarvakt/lokal/data", ""),  # a disk of our own, mounted within the share
        ("/srv/svarvakt2", ""),
        ("/home/it", ""),
    ],
)
def test_the_nearest_mount_decides(folder: str, kind: str) -> None:
    assert share_of(Path(folder), MOUNTS) == kind


def test_without_a_list_of_mounts_nothing_is_claimed() -> None:
    assert share_of(Path("/mnt/felles"), "") == ""
