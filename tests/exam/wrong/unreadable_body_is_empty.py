"""Replaces a body that cannot be read or decoded with an empty list."""

import http.client
import json

from client import Client


class UnreadableBodyIsEmpty(Client):
    def read(self, response):
        try:
            return super().read(response)
        except http.client.HTTPException:
            return b""

    def decode(self, response):
        try:
            json.loads(response.body.decode())
        except ValueError:
            return []
        return super().decode(response)


if __name__ == "__main__":
    UnreadableBodyIsEmpty.main()
