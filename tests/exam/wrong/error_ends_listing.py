"""Ends the listing when a page fails, and reports success."""

from client import Client, Failed


class ErrorEndsListing(Client):
    def campaigns(self):
        try:
            yield from super().campaigns()
        except Failed:
            pass


if __name__ == "__main__":
    ErrorEndsListing.main()
