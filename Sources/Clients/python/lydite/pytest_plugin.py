"""Fixtures for tests of code that asks a server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ._client import Client
from ._errors import ProgramNotFound
from ._local import find_program
from ._serve import Server, serve


@pytest.fixture(scope="session")
def lydite_server() -> Iterator[Server]:
    """A server on a port of its own, for the whole session."""
    try:
        find_program()
    except ProgramNotFound as error:
        pytest.skip(str(error))
    with serve() as server:
        yield server


@pytest.fixture(scope="session")
def lydite_client(lydite_server: Server) -> Client:
    """A client of that server."""
    return lydite_server.client
