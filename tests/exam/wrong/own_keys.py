"""Executes with a key of its own instead of that of the task."""

from client import Client


class OwnKeys(Client):
    def execute(self, task):
        return super().execute({**task, "transaction_uuid": self.new_key()})


if __name__ == "__main__":
    OwnKeys.main()
