"""Ends the listing at a page that is refused, whichever page it is."""

from client import REFUSALS, Client, Failed


class RefusalIsEnd(Client):
    def first_page(self):
        try:
            return super().first_page()
        except Failed as failure:
            if failure.status not in REFUSALS:
                raise
            return 0, failure

    def after_nothing(self, number, page, start):
        if not isinstance(page, Failed):
            return super().after_nothing(number, page, start)
        # It knows the last page, and compares nothing else.
        self.total = 0
        return None


if __name__ == "__main__":
    RefusalIsEnd.main()
