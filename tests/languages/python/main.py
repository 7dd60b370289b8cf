"""Lists campaigns, reads what may be null, and meets the errors that every program should expect."""

import datetime
import os

import httpx
from blueshift_campaigns.api.campaigns import list_campaigns
from blueshift_campaigns.models import Campaign, ErrorMessage, FieldErrors
from blueshift_campaigns.types import Unset
from campaigns import all_campaigns, connect


def plain(campaign: Campaign) -> dict[str, object]:
    """The fields that may be missing but are never null."""
    return {
        "name": campaign.name,
        "status": campaign.status,
        "created_at": campaign.created_at,
        "updated_at": campaign.updated_at,
        "exec_term": campaign.exec_term,
        "archived": campaign.archived,
        "holdout_percentage": campaign.holdout_percentage,
        "author": campaign.author,
        "email": campaign.email,
    }


def nullable(campaign: Campaign) -> dict[str, object]:
    """The fields that may be missing, and may be None."""
    return {
        "startdate": campaign.startdate,
        "next_execution_scheduled_at": campaign.next_execution_scheduled_at,
        "segment_uuid": campaign.segment_uuid,
        "segment_name": campaign.segment_name,
        "prioritization_label": campaign.prioritization_label,
    }


def main() -> None:
    base_url = os.environ.get("BLUESHIFT_BASE_URL", "https://api.getblueshift.com")
    client = connect(base_url, os.environ["BLUESHIFT_API_KEY"])

    # One page, with filters.
    launched = list_campaigns.sync(
        client=client,
        status="launched",
        exec_term="recurring",
        created_before=datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC),
        per_page=4,
    )
    assert isinstance(launched, list) and 0 < len(launched) <= 4
    assert all(
        campaign.status == "launched" and campaign.exec_term == "recurring"
        for campaign in launched
    )

    # Everything.
    campaigns = list(all_campaigns(client))
    assert len({campaign.uuid for campaign in campaigns}) == len(campaigns)

    # The sandbox sends every field, and each nullable one both ways.
    for campaign in campaigns:
        for field, value in (plain(campaign) | nullable(campaign)).items():
            assert not isinstance(value, Unset), f"{field} is missing"
    for field in nullable(campaigns[0]):
        values = [nullable(campaign)[field] for campaign in campaigns]
        assert None in values, f"{field} is never None"
        assert any(value is not None for value in values), f"{field} is always None"

    # 400: which parameter is wrong, and why.
    refused = list_campaigns.sync_detailed(client=client, page=-1)
    assert refused.status_code == 400 and isinstance(refused.parsed, FieldErrors)
    assert refused.parsed.errors["page"][0]

    # 401: the key is wrong, of the wrong kind or of the other region.
    stranger = list_campaigns.sync_detailed(client=connect(base_url, "not-a-key"))
    assert stranger.status_code == 401 and isinstance(stranger.parsed, ErrorMessage)
    assert stranger.parsed.message

    # 429: slow down and try again. The sandbox makes one on demand.
    httpx.put(
        f"{base_url}/__sandbox/faults", json=[{"status": 429, "times": 1}]
    ).raise_for_status()
    limited = list_campaigns.sync_detailed(client=client)
    assert limited.status_code == 429 and isinstance(limited.parsed, ErrorMessage)
    assert limited.parsed.message
    assert isinstance(list_campaigns.sync(client=client), list), "the retry failed"

    with_segment = sum(campaign.segment_uuid is not None for campaign in campaigns)
    print(f"{len(campaigns)} campaigns, {with_segment} with a segment")


if __name__ == "__main__":
    main()
