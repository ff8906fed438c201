"""The table of compressions: an ending that may stand after that of a format or of `.tar`, and what opens it."""

import gzip
import sys
from collections.abc import Callable, Mapping
from typing import BinaryIO, Final, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

ZstdError = zstd.ZstdError


def _open_gzip(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", gzip.GzipFile(fileobj=stream))


def _open_zstd(stream: BinaryIO) -> BinaryIO:
    return cast("BinaryIO", zstd.ZstdFile(stream))


COMPRESSIONS: Final[Mapping[str, Callable[[BinaryIO], BinaryIO]]] = {".gz": _open_gzip, ".zst": _open_zstd}
