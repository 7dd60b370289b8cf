"""A Blueshift client over the code that openapi-python-client generates, and a listing that misses no campaign.

Copy this file and generate the package beside it:

    openapi-python-client generate --path blueshift.yaml --meta none --output-path blueshift_campaigns --overwrite
"""

import itertools
import json
import random
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import httpx
from blueshift_campaigns import AuthenticatedClient
from blueshift_campaigns.api.campaigns import list_campaigns
from blueshift_campaigns.models import Campaign

LIST = "/api/v2/campaigns.json"
RETRY_DELAYS = [1, 2, 4, 8, 16]
LONGEST_RETRY_AFTER = 60
FURTHER_READINGS = 5
# The header in which the transport keeps the total of an envelope.
TOTAL = "x-list-total"


class BlueshiftError(Exception):
    """A response that is no success, with its status and its body as text, whatever that body is."""

    def __init__(self, status: int, text: str, request_id: str | None) -> None:
        super().__init__(f"status {status}: {text[:500] or 'empty body'}")
        self.status = status
        self.text = text
        self.request_id = request_id


class ListingError(Exception):
    """A listing that cannot be read to its end, for another reason than the status of a response."""


class Transport(httpx.BaseTransport):
    """Retries, raises BlueshiftError for errors, and turns any list body into an array."""

    def __init__(
        self,
        inner: httpx.BaseTransport | None = None,
        *,
        sleep: Callable[[float], None] = time.sleep,
        jitter: Callable[[], float] = random.random,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._inner = inner or httpx.HTTPTransport()
        self._sleep = sleep
        self._jitter = jitter
        self._now = now

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        for attempt in itertools.count():
            retry_after = 0.0
            failure: BlueshiftError | httpx.TransportError
            try:
                response = self._inner.handle_request(request)
                try:
                    response.read()
                finally:
                    response.close()
                if response.is_success:
                    return _success(request, response)
                failure = _error(response)
                retry_after = _seconds(response.headers.get("retry-after"), self._now())
            except httpx.TransportError as error:
                failure = error
            if (
                attempt == len(RETRY_DELAYS)
                or retry_after > LONGEST_RETRY_AFTER
                or not _retryable(request, failure)
            ):
                raise failure
            delay = RETRY_DELAYS[attempt]
            self._sleep(max(delay, retry_after) + delay * self._jitter())
        raise AssertionError("unreachable")

    def close(self) -> None:
        self._inner.close()


def connect(
    base_url: str,
    api_key: str,
    *,
    timeout: float = 30,
    transport: httpx.BaseTransport | None = None,
) -> AuthenticatedClient:
    """A client for one account. Its functions are the synchronous ones; the timeout is in seconds."""
    # The API key is the user name; the password is empty, hence the colon at the end.
    token = b64encode(f"{api_key}:".encode()).decode()
    return AuthenticatedClient(
        base_url=base_url,
        token=token,
        prefix="Basic",
        timeout=httpx.Timeout(timeout),
        httpx_args={"transport": transport or Transport()},
    )


def _retryable(
    request: httpx.Request, failure: BlueshiftError | httpx.TransportError
) -> bool:
    """A write that may have been applied is never sent again."""
    if isinstance(failure, BlueshiftError):
        return failure.status == 429 or (
            request.method == "GET" and failure.status >= 500
        )
    return request.method == "GET"


def _seconds(retry_after: str | None, now: float) -> float:
    """Seconds or an HTTP date; 0 without a usable header."""
    value = (retry_after or "").strip()
    if value.isdecimal():
        return float(value)
    try:
        return max(parsedate_to_datetime(value).timestamp() - now, 0.0)
    except (TypeError, ValueError):
        return 0.0


def _error(response: httpx.Response) -> BlueshiftError:
    return BlueshiftError(
        response.status_code, response.text, response.headers.get("x-request-id")
    )


def _success(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    if not request.url.path.endswith(LIST):
        return response
    campaigns, total = _list_in(response.text)
    if campaigns is None:
        raise _error(response)
    kept = {
        "x-request-id": response.headers.get("x-request-id", ""),
        TOTAL: str(total),
    }
    return httpx.Response(response.status_code, headers=kept, json=campaigns)


def _list_in(text: str) -> tuple[list[Any] | None, int]:
    """The list in any of the known bodies, and the total, or 0. None for any other body, and for an error beside an empty list."""
    try:
        body = json.loads(text)
    except ValueError:
        return None, 0
    if isinstance(body, list):
        return body, 0
    if not isinstance(body, dict):
        return None, 0
    found = body.get("results", body.get("campaigns"))
    if not isinstance(found, list):
        return None, 0
    failed = body.get("success") is False or any(
        body.get(key) for key in ("error", "errors", "message")
    )
    if failed and not found:
        return None, 0
    total = body.get("total_count")
    return found, int(total) if isinstance(total, (int, float)) else 0


class Page(list[Campaign]):
    """The campaigns of a page, and the total that the server states beside them, or 0."""

    total: int = 0


def all_campaigns(
    client: AuthenticatedClient, *, per_page: int = 200, **filters: Any
) -> Iterator[Campaign]:
    """Every campaign that matches the filters, each once. Raises rather than ending early."""
    seen: set[str] = set()
    # A campaign on two pages means that the list moved, and another may have been missed: read again.
    for _ in range(1 + FURTHER_READINGS):
        places = total = 0
        for page in _pages(client, per_page, filters):
            places += len(page)
            total = page.total
            for campaign in page:
                if not campaign.uuid:
                    raise ListingError(f"a campaign has no uuid: {campaign}")
                if campaign.uuid not in seen:
                    seen.add(campaign.uuid)
                    yield campaign
            # Pages that only repeat each other must not be read forever.
            if places > 2 * len(seen) + 1000:
                break
        if places <= len(seen):
            if len(seen) < total:
                raise ListingError(f"{len(seen)} campaigns, but the total is {total}")
            return
    raise ListingError("the list kept changing while it was read")


def _pages(
    client: AuthenticatedClient, per_page: int, filters: dict[str, Any]
) -> Iterator[Page]:
    """The pages of one reading, from the first to a confirmed end."""

    def get(page: int, per_page: int = per_page) -> Page | BlueshiftError:
        """One page, or the error if the server refuses its number."""
        try:
            response = list_campaigns.sync_detailed(
                client=client, page=page, per_page=per_page, **filters
            )
        except BlueshiftError as error:
            if error.status in (400, 404, 422):
                return error
            raise
        found = Page(response.parsed if isinstance(response.parsed, list) else [])
        found.total = int(response.headers.get(TOTAL, "0"))
        return found

    start = 0
    items = get(start)
    if isinstance(items, BlueshiftError):
        refusal = items
        start = 1
        items = get(start)
        if isinstance(items, BlueshiftError):
            raise refusal
    page = start
    previous = Page()
    differed = False
    while True:
        if _is_nothing(items):
            # The end, if the next page and a second look show nothing either.
            following, again = get(page + 1), get(page)
            if _is_nothing(following) and _is_nothing(again):
                for result in (items, following, again):
                    if isinstance(result, BlueshiftError) and _is_nothing(get(start)):
                        raise result
                return
            if isinstance(items, BlueshiftError) and _is_nothing(again):
                raise items
            if _is_nothing(again):
                page += 1
                items = following
            else:
                items = again
        if isinstance(items, BlueshiftError):
            raise items
        if not _is_same(items, previous):
            differed = differed or bool(previous)
            previous = items
            yield items
        elif _is_same(items, get(page + 1000)):
            # Past its end, this server repeats a page; or it ignores `page`, and the list cannot be read.
            if differed or (len(items) == 1 and per_page > 1):
                return
            first = get(start, 1)
            if all(_is_same(first, get(start + n, 1)) for n in (1, 2)):
                raise ListingError("the server ignores page")
            return
        page += 1
        items = get(page)


def _is_nothing(page: list[Campaign] | BlueshiftError) -> bool:
    return isinstance(page, BlueshiftError) or not page


def _is_same(
    a: list[Campaign] | BlueshiftError, b: list[Campaign] | BlueshiftError
) -> bool:
    if isinstance(a, BlueshiftError) or isinstance(b, BlueshiftError) or not a:
        return False
    return [campaign.uuid for campaign in a] == [campaign.uuid for campaign in b]
