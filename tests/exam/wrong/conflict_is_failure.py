"""Retries a launch or a pause after an unknown outcome, and reports it as not applied if the retry is refused."""

from client import Client


class ConflictIsFailure(Client):
    def may_retry_write(self, failure, is_idempotent):
        return super().may_retry_write(failure, is_idempotent) or (self.is_transition and self.may_retry_read(failure))

    def write(self, method, path, body=None, is_idempotent=None):
        self.is_transition = path.endswith(("/launch", "/pause"))
        return super().write(method, path, body, is_idempotent)

    def outcome_of_failure(self, failure, may_be_applied):
        is_refused = self.is_transition and self.is_refusal(failure)
        return "not_applied" if is_refused else super().outcome_of_failure(failure, may_be_applied)


if __name__ == "__main__":
    ConflictIsFailure.main()
