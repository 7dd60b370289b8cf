"""Concludes from one response that a page repeats the page before it, and skips it."""

from client import Client


class TrustsRepeatedPage(Client):
    def confirm_repeated(self, number, page, previous):
        return page, True

    def meaning(self, number, page, start, differed):
        return "end" if self.repeats(number, page, start, differed) else "alias"


if __name__ == "__main__":
    TrustsRepeatedPage.main()
