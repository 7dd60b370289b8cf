"""Reports a write whose response was lost or is 5xx as not applied."""

from client import Client


class LostResponseIsFailure(Client):
    def outcome_of_failure(self, failure, is_doubtful):
        return "not_applied"


if __name__ == "__main__":
    LostResponseIsFailure.main()
