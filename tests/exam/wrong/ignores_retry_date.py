"""Parses only a number of seconds in `Retry-After`, and ignores a date."""

from client import Client


class IgnoresRetryDate(Client):
    def retry_after(self, value):
        return super().retry_after(value) if value and value.isdecimal() else 0.0


if __name__ == "__main__":
    IgnoresRetryDate.main()
