"""Reads pages while `page < total_pages - 1`, which loses the last page."""

from client import Client


class LastPageLost(Client):
    def note_total(self, body):
        super().note_total(body)
        self.total_pages = body.get("total_pages")

    def is_last(self, page, number):
        # `total_pages` is the number of the last page, not the number of pages.
        total_pages = getattr(self, "total_pages", None)
        if total_pages is None or number < total_pages - 1:
            return False
        # This client relies on the number of pages, and does not compare totals.
        self.total = 0
        return True


if __name__ == "__main__":
    LastPageLost.main()
