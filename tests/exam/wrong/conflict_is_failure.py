"""Repeats a launch or a pause after an unknown outcome, and reports the refusal of the second request."""

from client import Client


class ConflictIsFailure(Client):
    def may_repeat_write(self, failure, is_repeatable):
        return super().may_repeat_write(failure, is_repeatable) or (self.is_transition and self.may_repeat_read(failure))

    def write(self, method, path, body=None, is_repeatable=None):
        self.is_transition = path.endswith(("/launch", "/pause"))
        return super().write(method, path, body, is_repeatable)

    def outcome_of_failure(self, failure, is_unsettled):
        is_refused = self.is_transition and self.is_refusal(failure)
        return "not_applied" if is_refused else super().outcome_of_failure(failure, is_unsettled)


if __name__ == "__main__":
    ConflictIsFailure.main()
