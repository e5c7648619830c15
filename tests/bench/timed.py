"""How long does a command take, and how much memory at most? Prints one line of JSON; passes its exit code on."""

import json
import os
import sys
import time

name, command = sys.argv[1], sys.argv[2:]
start = time.monotonic()
pid = os.spawnvp(os.P_NOWAIT, command[0], command)
_, status, usage = os.wait4(pid, 0)
print(
    json.dumps(
        {
            "step": name,
            "seconds": round(time.monotonic() - start, 2),
            "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 2),
            "peak_mb": usage.ru_maxrss // 1024,
        }
    ),
    flush=True,
)
sys.exit(os.waitstatus_to_exitcode(status))
