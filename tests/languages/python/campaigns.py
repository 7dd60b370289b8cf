"""A Blueshift client and a listing that misses no campaign.

Copy this file and make the package beside it with

    openapi-python-client generate --path blueshift.yaml --meta none --output-path blueshift_campaigns
"""

from base64 import b64encode
from collections.abc import Iterator

from blueshift_campaigns import AuthenticatedClient
from blueshift_campaigns.api.campaigns import list_campaigns
from blueshift_campaigns.models import Campaign
from blueshift_campaigns.types import UNSET, Unset


class ListingFailed(Exception):
    """A listing that could not be read to its end."""


def connect(base_url: str, api_key: str) -> AuthenticatedClient:
    """A client for one account."""
    # The API key is the user name; the password is empty, hence the colon at the end.
    token = b64encode(f"{api_key}:".encode()).decode()
    return AuthenticatedClient(base_url=base_url, token=token, prefix="Basic")


def all_campaigns(
    client: AuthenticatedClient,
    *,
    status: str | Unset = UNSET,
    exec_term: str | Unset = UNSET,
    per_page: int = 100,
) -> Iterator[Campaign]:
    """Every campaign that meets the filters, each one once. It raises rather than ending early."""
    seen: set[str] = set()
    pages_without_news = 0
    # Whether pages count from 0 or from 1 is not documented: 0 first, and on with 1 if 0 is refused.
    page = 0
    while True:
        response = list_campaigns.sync_detailed(
            client=client,
            status=status,
            exec_term=exec_term,
            per_page=per_page,
            page=page,
        )
        campaigns = response.parsed
        if not isinstance(campaigns, list):
            if page == 0 and response.status_code in (400, 404, 422):
                page = 1
                continue
            raise ListingFailed(f"page {page}: {response.status_code} {campaigns}")
        # Only an empty page is the end. A short one may come from a server that caps per_page.
        if not campaigns:
            return
        # Page 1 may repeat page 0, and rows that are inserted while paging push others onto the next page.
        fresh = [campaign for campaign in campaigns if campaign.uuid not in seen]
        pages_without_news = 0 if fresh else pages_without_news + 1
        if pages_without_news == 2:
            raise ListingFailed(
                f"page {page} repeats what was seen: the server ignores page"
            )
        seen.update(campaign.uuid for campaign in fresh)
        yield from fresh
        page += 1
