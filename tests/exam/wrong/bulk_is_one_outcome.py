"""Reports the status of a bulk request as the outcome of all items."""

from client import Client


class BulkIsOneOutcome(Client):
    def of_payloads(self, outcome, body, items):
        return [(item["id"], outcome) for item in items]

    def of_uuids(self, outcome, body, items):
        return [(item["id"], outcome) for item in items]


if __name__ == "__main__":
    BulkIsOneOutcome.main()
