"""Whom the functions of the package ask."""

from __future__ import annotations

import atexit
import os
import threading

from ._client import Client
from ._local import Local

_lock = threading.Lock()
_local: Local | None = None
_client: Client | None = None


def default() -> Local | Client:
    """The server at `LYDITE_URL`, else a local program."""
    global _local, _client
    url = os.environ.get("LYDITE_URL")
    if _local is not None and not url:
        return _local
    with _lock:
        if url:
            if _client is None or _client.url != url.rstrip("/"):
                _client = Client(url)
            return _client
        if _local is None:
            _local = Local()
            atexit.register(_local.close)
        return _local


def _after_fork() -> None:
    global _lock
    _lock = threading.Lock()


os.register_at_fork(after_in_child=_after_fork)
