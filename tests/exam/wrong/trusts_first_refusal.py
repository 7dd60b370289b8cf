"""Concludes from one refusal of page 0 that pages are numbered from 1."""

from client import Client, Failed


class TrustsFirstRefusal(Client):
    def first_page(self):
        page = self.page(0)
        if not isinstance(page, Failed):
            return 0, page
        second = self.page(1)
        # The inherited method handles a page size that is refused.
        return super().first_page() if isinstance(second, Failed) else (1, second)


if __name__ == "__main__":
    TrustsFirstRefusal.main()
