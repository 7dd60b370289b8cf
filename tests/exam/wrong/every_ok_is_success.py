"""Reports a write as applied if the status is 2xx, even if the body reports a failure or is not JSON."""

from client import Client


class EveryOkIsSuccess(Client):
    def outcome_of_success(self, response, may_be_applied):
        return "applied", super().outcome_of_success(response, may_be_applied)[1]


if __name__ == "__main__":
    EveryOkIsSuccess.main()
