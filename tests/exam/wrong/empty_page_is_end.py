"""Ends the listing at an empty page without confirmation."""

from client import Client, Failed


class EmptyPageIsEnd(Client):
    def after_empty(self, number, page, start):
        return super().after_empty(number, page, start) if isinstance(page, Failed) else None


if __name__ == "__main__":
    EmptyPageIsEnd.main()
