"""Ends the listing at a page that is shorter than requested."""

from client import Client


class ShortPageIsLast(Client):
    def is_last(self, page, number):
        return len(page) < self.per_page


if __name__ == "__main__":
    ShortPageIsLast.main()
