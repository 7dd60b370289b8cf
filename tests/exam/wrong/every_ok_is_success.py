"""Reports a write as applied if the status is 2xx, whatever the body says."""

from client import Client


class EveryOkIsSuccess(Client):
    def outcome_of_success(self, response, is_doubtful):
        return "applied", super().outcome_of_success(response, is_doubtful)[1]


if __name__ == "__main__":
    EveryOkIsSuccess.main()
