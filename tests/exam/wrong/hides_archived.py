"""Requests only campaigns that are not archived."""

from client import Client


class HidesArchived(Client):
    def send(self, method, path, body=None, may_retry=None):
        return super().send(method, f"{path}&archived=false" if "?" in path else path, body, may_retry)


if __name__ == "__main__":
    HidesArchived.main()
