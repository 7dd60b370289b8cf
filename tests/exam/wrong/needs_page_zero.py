"""Fails if page 0 is refused by a server that numbers pages from 1."""

from client import Client, Failed


class NeedsPageZero(Client):
    def first_page(self):
        page = self.page(0)
        if isinstance(page, Failed):
            raise page
        return 0, page


if __name__ == "__main__":
    NeedsPageZero.main()
