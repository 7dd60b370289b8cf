"""Retries every write after 5xx and lost connections."""

from client import Client


class RetriesEveryWrite(Client):
    def may_retry_write(self, failure, is_idempotent):
        return self.may_retry_read(failure)


if __name__ == "__main__":
    RetriesEveryWrite.main()
