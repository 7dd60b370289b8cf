"""Reports every write that is not 2xx as unknown, also one that was certainly refused."""

from client import Client


class RefusalIsUnknown(Client):
    def outcome_of_failure(self, failure, is_doubtful):
        return "unknown"


if __name__ == "__main__":
    RefusalIsUnknown.main()
