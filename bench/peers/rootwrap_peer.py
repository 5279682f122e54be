"""A client of oslo.rootwrap's daemon: for each line on stdin it runs /bin/true, and says how many milliseconds it took.

    rootwrap_peer.py CONFIGURATION
"""
import sys
import time

from oslo_rootwrap import client

daemon = client.Client(["/usr/bin/oslo-rootwrap-daemon", sys.argv[1]])
for line in sys.stdin:
    start = time.perf_counter()
    if daemon.execute(["/bin/true"])[0] != 0:
        sys.exit("the call failed")
    print((time.perf_counter() - start) * 1000, flush=True)
