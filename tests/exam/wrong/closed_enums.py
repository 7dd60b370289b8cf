"""Fails for an unknown status or type."""

from client import Client, Failed

KNOWN = {
    "status": ("draft", "launched", "executing", "paused", "completed", "archived"),
    "exec_term": ("one_time", "recurring", "on_going", "transactional", "onsite"),
}


class ClosedEnums(Client):
    def check(self, campaign):
        super().check(campaign)
        for name, known in KNOWN.items():
            if campaign.get(name) is not None and campaign[name] not in known:
                raise Failed(f"unknown {name} {campaign[name]}")


if __name__ == "__main__":
    ClosedEnums.main()
