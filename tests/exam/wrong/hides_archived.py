"""Requests only campaigns that are not archived."""

from client import Client


class HidesArchived(Client):
    def send(self, method, path, body=None, may_repeat=None):
        return super().send(method, f"{path}&archived=false" if "?" in path else path, body, may_repeat)


if __name__ == "__main__":
    HidesArchived.main()
