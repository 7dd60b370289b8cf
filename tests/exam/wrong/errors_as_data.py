"""Reads the list of a body and ignores an error in the body."""

from client import Client


class ErrorsAsData(Client):
    def list_in(self, body):
        if isinstance(body, list):
            return body
        self.note_total(body)
        return body.get("results") or body.get("campaigns") or []


if __name__ == "__main__":
    ErrorsAsData.main()
