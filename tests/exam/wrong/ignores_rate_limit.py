"""Retries a request up to 149 times after 429, without waiting."""

from client import Client, Failed


class IgnoresRateLimit(Client):
    def send(self, method, path, body=None, may_retry=None):
        for _ in range(50):
            try:
                return super().send(method, path, body, may_retry)
            except Failed as failure:
                if failure.status != 429:
                    raise
                last = failure
        raise last

    def wait(self, attempt, failure):
        if failure.status != 429:
            super().wait(attempt, failure)


if __name__ == "__main__":
    IgnoresRateLimit.main()
