"""Requests pages until one is empty, although a server may repeat its last page."""

from client import Client


class EndlessLoop(Client):
    def is_repeated(self, page, previous):
        return False

    def is_endless(self, places, seen):
        return False


if __name__ == "__main__":
    EndlessLoop.main()
