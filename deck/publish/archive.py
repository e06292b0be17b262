"""Pack files into an archive that is the same for the same files and the same date."""

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

# A zip counts from 1980, and in pairs of seconds.
FIRST_YEAR = 1980
MODE = 0o100644


def archive(folder: str, files: Mapping[str, bytes], date: datetime) -> bytes:
    """Return a zip of files, in a folder, all of them of this date."""
    year = max(date.year, FIRST_YEAR)
    stamp = (year, date.month, date.day, date.hour, date.minute, date.second)
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(f"{folder}/{name}", stamp)
            # Else the mode would be that of no file, and the system that of this machine.
            entry.create_system, entry.external_attr = 3, MODE << 16
            opened.writestr(entry, data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()
