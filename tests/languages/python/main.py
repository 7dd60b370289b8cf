"""The conformance program: lists the campaigns of each server in BLUESHIFT_SERVERS.

Prints the result as one line of JSON per server. The format of a server is `MODE=URL`. Without servers, it prints the UUIDs of
the campaigns at BLUESHIFT_BASE_URL, for the exam.
"""

import datetime
import json
import os
import sys
from typing import Any

from blueshift_campaigns.models import Campaign
from blueshift_campaigns.types import Unset
from campaigns import BlueshiftError, Transport, all_campaigns, connect

EAST = datetime.timezone(datetime.timedelta(hours=2))
FILTERS: dict[str, Any] = {
    "name": "Campaign",
    "email": "jane.doe@example.com",
    "created_after": datetime.datetime(2000, 1, 1, tzinfo=EAST),
    "created_before": datetime.datetime(2100, 1, 1, tzinfo=datetime.UTC),
    "startdate": datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC),
    "archived": False,
    "status": "launched",
    "exec_term": "recurring",
    "per_page": 4,
}
NOW = datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC).timestamp()


def read(campaign: Campaign) -> dict[str, Any]:
    """Returns the fields of a campaign as JSON values: absent fields remain absent, and timestamps become milliseconds."""
    fields: dict[str, Any] = {
        "name": campaign.name,
        "status": campaign.status,
        "startdate": campaign.startdate,
        "created_at": campaign.created_at,
        "updated_at": campaign.updated_at,
        "uuid": campaign.uuid,
        "exec_term": campaign.exec_term,
        "next_execution_scheduled_at": campaign.next_execution_scheduled_at,
        "archived": campaign.archived,
        "holdout_percentage": campaign.holdout_percentage,
        "segment_uuid": campaign.segment_uuid,
        "segment_name": campaign.segment_name,
        "author": campaign.author,
        "email": campaign.email,
        "prioritization_label": campaign.prioritization_label,
    }
    return {
        name: round(value.timestamp() * 1000)
        if isinstance(value, datetime.datetime)
        else value
        for name, value in fields.items()
        if not isinstance(value, Unset)
    }


def exam() -> None:
    client = connect(
        os.environ["BLUESHIFT_BASE_URL"],
        os.environ["BLUESHIFT_API_KEY"],
        timeout=10,
        transport=Transport(jitter=lambda: 0),
    )
    try:
        for campaign in all_campaigns(client):
            print(campaign.uuid)
    except Exception as raised:
        sys.exit(repr(raised))


def main() -> None:
    if "BLUESHIFT_SERVERS" not in os.environ:
        return exam()
    for server in os.environ["BLUESHIFT_SERVERS"].split():
        mode, _, url = server.partition("=")
        waits: list[float] = []
        client = connect(
            url,
            os.environ["BLUESHIFT_API_KEY"],
            timeout=1 if mode == "short-timeout" else 60,
            transport=Transport(
                sleep=waits.append, jitter=lambda: 0.5, now=lambda: NOW
            ),
        )
        campaigns = []
        error: dict[str, Any] | None = None
        try:
            filters = {"filtered": FILTERS, "whole": {"per_page": 500}}
            for campaign in all_campaigns(client, **filters.get(mode, {})):
                campaigns.append(read(campaign))
        except BlueshiftError as raised:
            error = {
                "status": raised.status,
                "text": raised.text,
                "requestId": raised.request_id,
            }
        except Exception as raised:
            error = {"message": repr(raised)}
        print(json.dumps({"campaigns": campaigns, "error": error, "waits": waits}))


if __name__ == "__main__":
    main()
