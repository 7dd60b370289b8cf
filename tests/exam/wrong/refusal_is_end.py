"""Ends the listing at any refused page."""

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
        # This client relies on the refusal, and does not compare totals.
        self.total = 0
        return None


if __name__ == "__main__":
    RefusalIsEnd.main()
