"""A client of JACK that does what it is told, a line of JSON each, and answers with names of ports; it is killed."""

import json
import sys
from contextlib import suppress

import jack

client = jack.Client("hand", no_start_server=True)
print("ready", flush=True)
for line in sys.stdin:
    name, *arguments = json.loads(line)
    found = None
    with suppress(jack.JackError):  # such as of ports that are connected already
        found = getattr(client, name)(*arguments)
    print(json.dumps([port.name for port in found or ()]), flush=True)
