"""Sends a write again after 5xx and lost connections."""

from client import Client


class RetriesEveryWrite(Client):
    def may_repeat_write(self, failure, is_repeatable):
        return self.may_repeat_read(failure)


if __name__ == "__main__":
    RetriesEveryWrite.main()
