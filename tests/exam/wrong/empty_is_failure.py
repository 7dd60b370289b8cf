"""Fails if the list is empty."""

from client import Client, Failed


class EmptyIsFailure(Client):
    def check_total(self, count):
        super().check_total(count)
        if count == 0:
            raise Failed("no campaigns")


if __name__ == "__main__":
    EmptyIsFailure.main()
