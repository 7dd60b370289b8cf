"""Waits for the end of a body without a timeout."""

import client
from client import Client


class NoTimeout(Client):
    def __init__(self):
        super().__init__()
        client.TIMEOUT = None


if __name__ == "__main__":
    NoTimeout.main()
