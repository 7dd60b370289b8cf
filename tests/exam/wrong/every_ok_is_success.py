"""Reports a write as applied if the status is 2xx, even if the body reports a failure or is not JSON."""

from client import Client


class EveryOkIsSuccess(Client):
    def outcome_of_success(self, response, is_unsettled):
        return "applied", super().outcome_of_success(response, is_unsettled)[1]


if __name__ == "__main__":
    EveryOkIsSuccess.main()
