"""Ends the listing when the number of received campaigns reaches the total."""

from client import Client


class TotalIsEnd(Client):
    def pages(self):
        count = 0
        for page in super().pages():
            count += len(page)
            yield page
            if 0 < self.total <= count:
                return


if __name__ == "__main__":
    TotalIsEnd.main()
