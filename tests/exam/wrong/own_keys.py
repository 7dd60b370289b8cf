"""Executes a campaign with a new key instead of the key of the task."""

from client import Client


class OwnKeys(Client):
    def execute(self, task):
        return super().execute({**task, "transaction_uuid": self.new_key()})


if __name__ == "__main__":
    OwnKeys.main()
