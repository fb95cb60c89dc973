"""What can go wrong on our side; a verdict never comes as an error."""

from __future__ import annotations


class LyditeError(Exception):
    """Any failure of the client, the program or the server."""


class ProgramNotFound(LyditeError):
    """There is no `lydite` to start."""

    def __str__(self) -> str:
        return 'no "lydite" was found; install it, put it on the PATH or set LYDITE_PROGRAM to its path'


class ServerError(LyditeError):
    """The server answered with a failure, or not at all."""

    def __init__(self, message: str, status: int | None = None, field: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.field = field


class Refused(ServerError):
    """The request is at fault: its field is named where one is."""


class Busy(ServerError):
    """The server had no place, each time that it was asked."""
