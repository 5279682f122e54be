"""A client of oslo.privsep with its daemon: for each line on stdin one privileged call, and what it took in milliseconds.

    python3 -c 'import privsep_peer; privsep_peer.main()' UID GID CALLER
"""
import os
import subprocess
import sys
import time

from oslo_config import cfg
from oslo_privsep import capabilities, priv_context

TARGET = [int(word) for word in sys.argv[1:3]]
context = priv_context.PrivContext(
    "privsep_peer",
    cfg_section="bench",
    pypath="privsep_peer.context",
    capabilities=[capabilities.CAP_SETUID, capabilities.CAP_SETGID],
)


@context.entrypoint
def nothing():
    return 0


@context.entrypoint
def true():
    return subprocess.run(["/bin/true"], user=TARGET[0], group=TARGET[1], extra_groups=[]).returncode


def main():
    cfg.CONF([])
    context.start(priv_context.Method.FORK)
    caller = int(sys.argv[3])
    os.setgroups([])
    os.setgid(caller)
    os.setuid(caller)
    for line in sys.stdin:
        call = {"nothing": nothing, "true": true}[line.strip()]
        start = time.perf_counter()
        if call() != 0:
            sys.exit("the call failed")
        print((time.perf_counter() - start) * 1000, flush=True)
