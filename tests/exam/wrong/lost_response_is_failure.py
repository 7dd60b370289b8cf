"""Reports a write as not applied if the response is lost or 5xx."""

from client import Client


class LostResponseIsFailure(Client):
    def outcome_of_failure(self, failure, may_be_applied):
        return "not_applied"


if __name__ == "__main__":
    LostResponseIsFailure.main()
