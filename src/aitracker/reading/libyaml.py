"""PyYAML's bindings to libyaml, as events; the name of the parser itself is private.

FatalError where there is none, with the version that has none.
"""

from __future__ import annotations

from yaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
    __version__,
)

from aitracker.model.errors import FatalError

try:
    from yaml._yaml import CParser
except ImportError:
    raise FatalError(
        f"PyYAML {__version__} was built without libyaml",
        "install PyYAML 6 from a wheel, or build it with libyaml",
    ) from None

__all__ = [
    "AliasEvent",
    "CParser",
    "DocumentStartEvent",
    "MappingEndEvent",
    "MappingStartEvent",
    "ScalarEvent",
    "SequenceEndEvent",
    "SequenceStartEvent",
    "StreamEndEvent",
    "YAMLError",
]
