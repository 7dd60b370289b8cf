"""Assumes that the first page is 1."""

from client import Client, Failed


class StartsAtPageOne(Client):
    def first_page(self):
        page = self.page(1)
        if isinstance(page, Failed):
            raise page
        # Nothing else is checked.
        return 1, page

    def check_total(self, count):
        """Not compared, because the total would reveal the missing page."""


if __name__ == "__main__":
    StartsAtPageOne.main()
