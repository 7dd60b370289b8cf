"""Retries an execution with a new key, so that the server does not recognize the retry."""

from client import Client


class NewKeyForEachAttempt(Client):
    def __init__(self):
        super().__init__()
        self.sent = []

    def attempt(self, method, path, body=None):
        if path.endswith("/execute"):
            if any(body is sent for sent in self.sent):
                body = {**body, "transaction_uuid": self.new_key()}
            else:
                self.sent.append(body)
        return super().attempt(method, path, body)


if __name__ == "__main__":
    NewKeyForEachAttempt.main()
