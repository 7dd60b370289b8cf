"""Reports every write without a 2xx response as unknown, including refused writes."""

from client import Client


class RefusalIsUnknown(Client):
    def outcome_of_failure(self, failure, may_be_applied):
        return "unknown"


if __name__ == "__main__":
    RefusalIsUnknown.main()
