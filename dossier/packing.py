"""Values as bytes, on their way to workers and in what is kept: MessagePack, equal bytes for equal values.

Python's own pickle takes five times as long, and runs what it reads.
"""

from functools import cache
from typing import Any, TypeVar, cast

import msgspec

Value = TypeVar("Value")
#: A value as bytes.
pack = msgspec.msgpack.Encoder(order="deterministic").encode


def unpack(data: bytes | msgspec.Raw, kind: type[Value]) -> Value:
    """What `pack` was given, which was of this type; raises msgspec.MsgspecError if it cannot be that"""
    found: Value = _decoder(cast("Any", kind)).decode(data)
    return found


@cache
def _decoder(kind: Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(kind)
