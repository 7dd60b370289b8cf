"""Replaces the time of a schedule with midnight."""

from client import Client


class OtherSchedule(Client):
    def write(self, method, path, body=None, is_idempotent=None):
        if path.endswith("/update_schedule"):
            body = {"startdate": body["startdate"][:10] + "T00:00:00Z"}
        return super().write(method, path, body, is_idempotent)


if __name__ == "__main__":
    OtherSchedule.main()
