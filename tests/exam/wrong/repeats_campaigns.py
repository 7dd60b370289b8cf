"""Prints every page as it arrives, including campaigns that were already printed."""

from client import Client


class RepeatsCampaigns(Client):
    def is_new(self, campaign, seen):
        return True

    def is_complete(self, places, seen):
        return True


if __name__ == "__main__":
    RepeatsCampaigns.main()
