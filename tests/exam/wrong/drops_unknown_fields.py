"""Prints only known fields."""

import json

from client import Client

KNOWN = """name status startdate created_at updated_at uuid exec_term next_execution_scheduled_at archived
holdout_percentage segment_uuid segment_name author email prioritization_label""".split()


class DropsUnknownFields(Client):
    def print_campaigns(self):
        for campaign in self.campaigns():
            print(json.dumps({name: campaign[name] for name in KNOWN if name in campaign}))


if __name__ == "__main__":
    DropsUnknownFields.main()
