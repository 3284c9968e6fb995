"""Measures the peers.

    peer.py                 every figure, one JSON line each
    peer.py NAME ...        these figures
    peer.py --list          the names and units
    peer.py --serve         reads a name a line from standard input, runs one round of it, answers with one JSON line

A line is {"name": ..., "unit": ..., "value": ...}, or {"name": ..., "error": ...}. A driver keeps one server
alive and asks it between its own rounds, so that both sides feel the same weather on the machine.
"""

import json
import os
import sys

from figures import FIGURES

# Before anything imports jax, and inherited by the processes that figures start.
os.environ.setdefault("JAX_PLATFORMS", "cpu")

rounds = {}


def measure(name):
    """One round of a figure, which is prepared the first time it is asked for."""
    if name not in FIGURES:
        return {"name": name, "error": f"no such figure; there are {', '.join(FIGURES)}"}
    figure = FIGURES[name]
    try:
        if name not in rounds:
            rounds[name] = figure.prepare()
        return {"name": name, "unit": figure.unit, "value": rounds[name]()}
    except Exception as failure:
        return {"name": name, "error": f"{type(failure).__name__}: {failure}"}


def say(answer):
    print(json.dumps(answer), flush=True)
    return "error" in answer


def main(arguments):
    if arguments == ["--list"]:
        for figure in FIGURES.values():
            say({"name": figure.name, "unit": figure.unit})
        return 0
    if arguments == ["--serve"]:
        for line in sys.stdin:
            if name := line.strip():
                say(measure(name))
        return 0
    return 1 if any([say(measure(name)) for name in arguments or FIGURES]) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
