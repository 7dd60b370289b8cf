"""Ends the listing at any refused page."""

from client import Client, Failed


class RefusalIsEnd(Client):
    def first_page(self):
        page = self.page(0)
        if not isinstance(page, Failed):
            return 0, page
        return 1, self.page(1)

    def after_empty(self, number, page, start):
        if not isinstance(page, Failed):
            return super().after_empty(number, page, start)
        # This client relies on the refusal, and does not compare totals.
        self.total = 0
        return None


if __name__ == "__main__":
    RefusalIsEnd.main()
