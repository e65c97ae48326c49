"""A zip whose bytes follow from its entries alone: no clock, no machine, in the order of writing."""

from __future__ import annotations

import zipfile

FIXED_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time a zip can hold, on every entry."""


class FixedZip(zipfile.ZipFile):
    """A ZipFile to write an EPUB with: `mimetype` stored, as EPUB demands, the rest deflated as small as it gets."""

    def writestr(self, name, data, compress_type=None, compresslevel=None) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001
        """Write an entry; how it is compressed follows from its name."""
        entry = zipfile.ZipInfo(name, FIXED_TIME)
        entry.create_system = 3
        entry.external_attr = 0o644 << 16
        entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
        super().writestr(entry, data, compresslevel=9)
