#!/usr/bin/env python3
"""Runs a command COUNT times: times.py COUNT COMMAND... Prints for each run the wall time and the
processor time in seconds and the peak of memory in MiB, its children's with it."""
import os
import sys
import time


def run(command):
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)]
    pid = os.posix_spawnp(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(pid, 0)
    wall = time.perf_counter() - start
    if status != 0:
        sys.exit(f'{command[0]}: ended with status {status}')
    print(f'{wall:.6f} {used.ru_utime + used.ru_stime:.6f} {used.ru_maxrss / 1024:.1f}')


for _ in range(int(sys.argv[1])):
    run(sys.argv[2:])
