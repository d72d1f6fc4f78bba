"""Times models in LiteRT, run by turns in one process so that all see the same machine; prints JSON, ms by model."""

import argparse
import json
import time

import numpy
from litert import Model

WARMUP_RUNS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('samples')
    parser.add_argument('models', nargs='+')
    parser.add_argument('--runs', type=int, default=50)
    parser.add_argument('--threads', type=int, default=1)
    arguments = parser.parse_args()

    models = [Model(path, arguments.threads) for path in arguments.models]
    sample = numpy.load(arguments.samples, mmap_mode='r')[0]
    for model in models:
        model.feed(sample)
        for _ in range(WARMUP_RUNS):
            model.invoke()

    times: list[list[float]] = [[] for _ in models]
    for run in range(arguments.runs):
        # Each goes first in turn, for the first one finds the caches of the last.
        for place in range(len(models)):
            index = (run + place) % len(models)
            started = time.perf_counter()
            models[index].invoke()
            times[index].append((time.perf_counter() - started) * 1000)
    print(json.dumps(times))


if __name__ == '__main__':
    main()
