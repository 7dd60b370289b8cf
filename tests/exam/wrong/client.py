"""A client that passes the exam and uses only the standard library of Python.

The other clients in this directory override methods to reproduce bugs, most of which were reported for public clients.
"""

import datetime
import email.utils
import http.client
import json
import os
import sys
import time
import urllib.parse
import uuid
from base64 import b64encode

RETRIES = 2
BACKOFF = 0.05
TIMEOUT = 20
LONGEST_RETRY_AFTER = 30
LARGEST_BODY = 64 * 1024 * 1024
READINGS = 6
REFUSALS = (400, 404, 422)


class Failed(Exception):
    """A request without a valid response, or an incomplete listing.

    `status` is None unless the response has a status other than 2xx. `sent` is False if no request was sent.
    """

    def __init__(self, message, status=None, sent=True, retry_after=0.0):
        super().__init__(message)
        self.status = status
        self.sent = sent
        self.retry_after = retry_after


class Response:
    def __init__(self, status, kind, body):
        self.status = status
        self.kind = kind
        self.body = body


class Client:
    def __init__(self):
        base = urllib.parse.urlsplit(os.environ["BLUESHIFT_BASE_URL"])
        self.address = (base.hostname, base.port)
        key = os.environ["BLUESHIFT_API_KEY"].encode()
        self.authorization = "Basic " + b64encode(key + b":").decode()
        self.per_page = 100

    # Requests

    def attempt(self, method, path, body=None):
        """Sends a request once, and returns the response if its status is 2xx."""
        connection = http.client.HTTPConnection(*self.address, timeout=TIMEOUT)
        headers = {"authorization": self.authorization}
        if body is not None:
            headers["content-type"] = "application/json"
            body = json.dumps(body)
        try:
            try:
                connection.connect()
            except OSError as error:
                raise Failed(f"cannot connect: {error}", sent=False) from error
            try:
                connection.request(method, path, body, headers)
                response = connection.getresponse()
                text = self.read(response)
            except (OSError, http.client.HTTPException) as error:
                raise Failed(f"received no complete response: {error!r}") from error
        finally:
            connection.close()
        if not 200 <= response.status < 300:
            raise Failed(
                f"status {response.status}",
                response.status,
                retry_after=self.retry_after(response.headers.get("retry-after")),
            )
        return Response(response.status, response.headers.get("content-type", ""), text)

    def read(self, response):
        body = response.read(LARGEST_BODY + 1)
        if len(body) > LARGEST_BODY:
            raise http.client.HTTPException("the body is too large")
        # `read` with a size does not report a truncated body.
        if response.length:
            raise http.client.IncompleteRead(body, response.length)
        return body

    def retry_after(self, value):
        if not value:
            return 0.0
        if value.isdecimal():
            return float(value)
        at = email.utils.parsedate_to_datetime(value)
        return max(0.0, (at - datetime.datetime.now(datetime.timezone.utc)).total_seconds())

    def send(self, method, path, body=None, may_retry=None):
        """Sends a request, and retries it up to `RETRIES` times while `may_retry` accepts the failure."""
        may_retry = may_retry or self.may_retry_read
        for attempt in range(RETRIES + 1):
            try:
                return self.attempt(method, path, body)
            except Failed as failure:
                last = attempt == RETRIES
                if last or not may_retry(failure) or failure.retry_after > LONGEST_RETRY_AFTER:
                    raise
                self.wait(attempt, failure)

    def wait(self, attempt, failure):
        time.sleep(max(BACKOFF * 2**attempt, failure.retry_after))

    def may_retry_read(self, failure):
        return failure.status is None or failure.status == 429 or failure.status >= 500

    # Reading

    def page(self, number, per_page=None):
        """Returns the campaigns of a page, or the failure if the server refuses the page."""
        query = urllib.parse.urlencode({"page": number, "per_page": per_page or self.per_page})
        try:
            response = self.send("GET", f"/api/v2/campaigns.json?{query}")
        except Failed as failure:
            if failure.status in REFUSALS:
                return failure
            raise
        return self.decode(response)

    def decode(self, response):
        try:
            body = json.loads(response.body.decode())
        except ValueError as error:
            raise Failed(f"the body is not JSON: {error}") from error
        found = self.list_in(body)
        for campaign in found:
            self.check(campaign)
        return found

    def list_in(self, body):
        if isinstance(body, list):
            return body
        if not isinstance(body, dict):
            raise Failed("the body is not a list")
        self.note_total(body)
        # A null list is the same as an absent one.
        found = body.get("results")
        if found is None:
            found = body.get("campaigns")
        if not found and (
            body.get("success") is False or any(body.get(key) for key in ("error", "errors", "message"))
        ):
            raise Failed(f"the response has status 200, but contains an error: {body}")
        if not isinstance(found, list):
            raise Failed("the body contains no list")
        return found

    def note_total(self, body):
        """Stores the total of an envelope, or 0 if it has none."""
        total = body.get("total_count")
        self.total = int(total) if isinstance(total, (int, float)) else 0

    def check(self, campaign):
        if not isinstance(campaign, dict) or not campaign.get("uuid"):
            raise Failed(f"a campaign has no UUID: {campaign}")

    def campaigns(self):
        """Yields every campaign once."""
        seen = set()
        self.total = 0
        for _ in range(READINGS):
            places = 0
            for page in self.pages():
                places += len(page)
                for campaign in page:
                    if self.is_new(campaign, seen):
                        seen.add(campaign["uuid"])
                        yield campaign
                if self.is_endless(places, seen):
                    break
            if self.is_complete(places, seen):
                break
        else:
            raise Failed("the list kept changing")
        self.check_total(len(seen))

    def is_new(self, campaign, seen):
        return campaign["uuid"] not in seen

    def is_endless(self, places, seen):
        """Returns whether the reading must stop, because the pages repeat campaigns endlessly."""
        return places > 2 * len(seen) + 1000

    def is_complete(self, places, seen):
        """Returns whether no campaign can have been missed. If a campaign was on two pages, the list changed."""
        return places <= len(seen)

    def check_total(self, count):
        if count < self.total:
            raise Failed(f"received {count} campaigns, but the total is {self.total}")

    def pages(self):
        """Yields the pages of one reading, from the first to the end."""
        number, page = self.first_page()
        start, previous, differed = None, None, False
        while True:
            is_confirmed = False
            if not self.is_empty(page) and self.is_repeated(page, previous):
                page, is_confirmed = self.confirm_repeated(number, page, previous)
            if self.is_empty(page):
                page = self.after_empty(number, page, start)
                if page is None:
                    return
            if self.is_repeated(page, previous):
                meaning = self.meaning(number, page, start, differed) if is_confirmed else "changed"
                if meaning == "end":
                    return
                if meaning == "changed":
                    # Yields the page again, so that its campaigns are counted twice and the list is read again.
                    yield page
            else:
                if page and start is None:
                    start = number
                differed = differed or previous is not None
                previous = page
                yield page
            if self.is_last(page, number):
                return
            number += 1
            page = self.page(number)

    def first_page(self):
        """Returns the number of the first page, and the page."""
        page = self.page(0)
        if not isinstance(page, Failed):
            return 0, page
        # A single refusal may be wrong.
        second, page = self.page(1), self.page(0)
        if isinstance(page, Failed) and isinstance(second, Failed):
            # The page size may be refused.
            self.per_page = 10
            page, second = self.page(0), self.page(1)
            if isinstance(page, Failed) and isinstance(second, Failed):
                raise page
        return (1, second) if isinstance(page, Failed) else (0, page)

    def is_last(self, page, number):
        """Returns False: only a response for the next page can show that a page is the last one."""
        return False

    def is_empty(self, page):
        """Returns whether a page has no campaigns. A refused page has none."""
        return isinstance(page, Failed) or not page

    def after_empty(self, number, page, start):
        """Returns the page to continue with after a page without campaigns, or None at the end.

        `start` is the number of the first page with campaigns, or None.
        """
        following, again = self.page(number + 1), self.page(number)
        if start is None and self.is_empty(following):
            # Page 0 may be empty because pages are numbered from 1, and this response for page 1 may be wrong.
            following = self.page(number + 1)
        if not self.is_empty(again):
            return again
        if not self.is_empty(following):
            if isinstance(page, Failed):
                raise page
            # The loop requests the following page.
            return []
        for result in (page, again):
            if isinstance(result, Failed) and (start is None or self.is_empty(self.page(start))):
                raise result
        return None

    def is_repeated(self, page, previous):
        return bool(page) and previous is not None and self.keys(page) == self.keys(previous)

    def confirm_repeated(self, number, page, previous):
        """Returns the response to another request for the page, and whether the page before it is also unchanged.

        If two pages are equal, one of the responses may be wrong.
        """
        again = self.page(number)
        if self.is_empty(again) or not self.is_repeated(again, previous):
            return again, False
        before = self.page(number - 1)
        return again, not self.is_empty(before) and self.is_repeated(before, previous)

    def meaning(self, number, page, start, differed):
        """Returns why a page is equal to the one before it: "end", "changed", or "alias" if page 0 may be an alias of page 1.

        If the server repeats page 1 past the end, page 2 is also equal.
        """
        if number == 1:
            return "alias"
        return "end" if self.repeats(number, page, start, differed) else "changed"

    def repeats(self, number, page, start, differed):
        """Returns whether the server repeats the page past the end."""
        far = self.page(number + 1000)
        if isinstance(far, Failed) or self.keys(far) != self.keys(page):
            return False
        if differed or len(page) == 1:
            return True
        first = [self.page(start + n, 1) for n in range(3)]
        if any(isinstance(one, Failed) or not one for one in first):
            return True
        if self.keys(first[0]) == self.keys(first[1]) == self.keys(first[2]):
            raise Failed("the server ignores the parameter page")
        return True

    def keys(self, page):
        return [campaign["uuid"] for campaign in page]

    def print_campaigns(self):
        for campaign in self.campaigns():
            print(json.dumps(campaign))

    # Writing

    def write(self, method, path, body=None, is_idempotent=None):
        """Sends a write. Returns its outcome and the decoded body."""
        uncertain = []

        def may_retry(failure):
            if not self.is_refusal(failure):
                uncertain.append(failure)
            return self.may_retry_write(failure, is_idempotent)

        try:
            response = self.send(method, path, body, may_retry)
        except Failed as failure:
            if uncertain and uncertain[-1] is not failure or not self.is_refusal(failure):
                uncertain.append(failure)
            return self.outcome_of_failure(failure, bool(uncertain)), None
        return self.outcome_of_success(response, bool(uncertain))

    def is_refusal(self, failure):
        """Returns whether the request certainly had no effect."""
        if failure.status is None:
            return not failure.sent
        return 400 <= failure.status < 500 and failure.status not in (406, 408, 409)

    def may_retry_write(self, failure, is_idempotent):
        """Returns whether to retry a write.

        Any write is retried after 429, or if it was not sent. An idempotent write is also retried after 5xx or a lost response.
        """
        return failure.status == 429 or not failure.sent or (bool(is_idempotent) and self.may_retry_read(failure))

    def outcome_of_failure(self, failure, may_be_applied):
        return "unknown" if may_be_applied else "not_applied"

    def outcome_of_success(self, response, may_be_applied):
        try:
            body = json.loads(response.body.decode())
        except ValueError:
            return "unknown", None
        if isinstance(body, dict) and body.get("success") is False:
            return ("unknown" if may_be_applied else "not_applied"), body
        return "applied", body

    def new_key(self):
        return str(uuid.uuid4())

    def run(self, task):
        """Yields the id and the outcome of a task or of each of its items."""
        operation, campaign = task["operation"], task.get("campaign_uuid")
        path = f"/api/v1/campaigns/{campaign}"
        if operation in ("launch_campaign", "pause_campaign"):
            outcome, _ = self.write("PATCH", f"{path}/{operation.removesuffix('_campaign')}")
        elif operation == "update_campaign_schedule":
            outcome, _ = self.write("PATCH", f"{path}/update_schedule", {"startdate": task["startdate"]})
        elif operation in ("archive_campaign", "unarchive_campaign"):
            outcome, _ = self.write("PUT", f"{path}/{operation.removesuffix('_campaign')}", is_idempotent=True)
        elif operation == "create_campaign":
            outcome, _ = self.write("POST", f"/api/v1/campaigns/{task['campaign_type']}", task["body"])
        elif operation == "execute_campaign":
            outcome = self.execute(task)
        else:
            yield from self.run_bulk(task)
            return
        yield task["id"], outcome

    def execute(self, task):
        body = {key: task[key] for key in ("campaign_uuid", "email", "transaction_uuid") if key in task}
        body.setdefault("transaction_uuid", self.new_key())
        return self.write("POST", "/api/v1/campaigns/execute", body, is_idempotent=True)[0]

    def run_bulk(self, task):
        items = task["items"]
        if task["operation"] == "bulk_execute_campaign":
            payloads = [
                {"campaign_uuid": task["campaign_uuid"], **{key: item[key] for key in item if key != "id"}}
                for item in items
            ]
            outcome, body = self.write("POST", "/api/v1/campaigns/bulk_execute", {"payloads": payloads})
            outcomes = self.of_payloads(outcome, body, items)
        else:
            name = task["operation"].removesuffix("_campaigns")
            uuids = [item["campaign_uuid"] for item in items]
            outcome, body = self.write("PUT", f"/api/v1/campaigns/{name}", {"uuid": uuids}, is_idempotent=True)
            outcomes = self.of_uuids(outcome, body, items)
        yield from outcomes

    def of_payloads(self, outcome, body, items):
        """Yields the id and the outcome of each item of a bulk execution. The results have the order of the items."""
        known = outcome == "applied" and isinstance(body, list) and len(body) == len(items)
        for index, item in enumerate(items):
            if outcome != "applied":
                yield item["id"], outcome
            elif known:
                yield item["id"], "applied" if body[index].get("success") else "not_applied"
            else:
                yield item["id"], "unknown"

    def of_uuids(self, outcome, body, items):
        """Yields the id and the outcome of each item of a bulk archive request. The response lists the UUIDs by outcome."""
        body = body if isinstance(body, dict) else {}
        done = {one.get("uuid") for one in body.get("successful") or []} | set(body.get("no_change") or [])
        refused = set(body.get("blocked") or []) | set(body.get("failed") or [])
        for item in items:
            if outcome != "applied":
                yield item["id"], outcome
            elif item["campaign_uuid"] in done:
                yield item["id"], "applied"
            else:
                yield item["id"], "not_applied" if item["campaign_uuid"] in refused else "unknown"

    def run_tasks(self):
        for line in sys.stdin:
            task = json.loads(line)
            for identifier, outcome in self.run(task):
                print(json.dumps({"id": identifier, "outcome": outcome}), flush=True)

    # The command

    @classmethod
    def main(cls):
        """Prints the campaigns, or executes the tasks on stdin if the argument is `write`."""
        sys.stdout.reconfigure(encoding="utf-8", newline="\n")
        client = cls()
        try:
            if sys.argv[1:] == ["write"]:
                client.run_tasks()
            else:
                client.print_campaigns()
        except Failed as failure:
            sys.exit(f"error: {failure}")


if __name__ == "__main__":
    Client.main()
