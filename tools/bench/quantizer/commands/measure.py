"""Runs a command and prints as JSON how long it took and how much memory it held; its own output is dropped.

The peak is the larger of what the kernel accounts for the largest process and what was seen, sampled, of the whole
tree at once, so that neither a short spike nor work moved into children is missed.
"""

import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile
import threading
import time

SAMPLE_SECONDS = 0.01
PAGE_BYTES = resource.getpagesize()
# Darwin counts bytes, Linux kibibytes.
MAXRSS_UNIT = 1 if sys.platform == 'darwin' else 1024
STDERR_CHARACTERS = 2000


def resident_bytes(pid: int) -> int:
    """Of a process and all below it; zero for one that has ended meanwhile, and where there is no /proc."""
    folder = pathlib.Path(f'/proc/{pid}')
    try:
        total = int((folder / 'statm').read_text().split()[1]) * PAGE_BYTES
        for thread in (folder / 'task').iterdir():
            total += sum(resident_bytes(int(child)) for child in (thread / 'children').read_text().split())
    except OSError:
        return 0
    return total


def main(command: list[str]) -> None:
    sampled = 0
    ended = threading.Event()

    def sample(pid: int) -> None:
        nonlocal sampled
        while not ended.wait(SAMPLE_SECONDS):
            sampled = max(sampled, resident_bytes(pid))

    with tempfile.TemporaryFile('w+') as errors:
        started = time.perf_counter()
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=errors)
        sampler = threading.Thread(target=sample, args=(child.pid,))
        sampler.start()
        status = child.wait()
        wall = time.perf_counter() - started
        ended.set()
        sampler.join()
        errors.seek(0, os.SEEK_SET)
        stderr = errors.read()[-STDERR_CHARACTERS:]
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = {
        'status': status,
        'wallMs': wall * 1000,
        'cpuMs': (usage.ru_utime + usage.ru_stime) * 1000,
        'peakBytes': max(usage.ru_maxrss * MAXRSS_UNIT, sampled),
        'stderr': stderr,
    }
    print(json.dumps(result))


if __name__ == '__main__':
    main(sys.argv[1:])
