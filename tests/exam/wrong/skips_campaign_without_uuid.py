"""Skips a campaign without a UUID."""

from client import Client


class SkipsCampaignWithoutUuid(Client):
    def decode(self, response):
        return [campaign for campaign in super().decode(response) if campaign.get("uuid")]

    def check(self, campaign):
        pass


if __name__ == "__main__":
    SkipsCampaignWithoutUuid.main()
