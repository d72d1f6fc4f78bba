"""How far a model's outputs lie from a reference model's, both run by LiteRT on the same samples; prints JSON."""

import argparse
import importlib.metadata
import json
import math

import numpy
from litert import Model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('reference')
    parser.add_argument('model')
    parser.add_argument('samples', help='a .npy for the one input, or a .npz with input0, input1, …')
    arguments = parser.parse_args()

    reference, model = Model(arguments.reference), Model(arguments.model)
    columns = numpy.load(arguments.samples)
    columns = [columns] if isinstance(columns, numpy.ndarray) else [columns[f'input{i}'] for i in range(len(columns))]
    names = reference.output_names()
    signal, noise, equal, count = ([0.0] * len(names) for _ in range(4))
    for sample in zip(*columns, strict=True):
        for each in (reference, model):
            each.feed(*sample)
            each.invoke()
        pairs = zip(reference.outputs(), model.outputs(), strict=True)
        for output, (wanted, got) in enumerate(pairs):
            got = got.reshape(wanted.shape)
            signal[output] += float((wanted**2).sum())
            noise[output] += float(((got - wanted) ** 2).sum())
            equal[output] += float((got == wanted).sum())
            count[output] += wanted.size
    outputs = [
        {'name': name, 'snrDb': snr_db(signal[output], noise[output]), 'equalShare': equal[output] / count[output]}
        for output, name in enumerate(names)
    ]
    print(json.dumps({'runtime': importlib.metadata.version('ai-edge-litert'), 'outputs': outputs}))


def snr_db(signal: float, noise: float) -> float | str:
    """JSON has no infinities: 'exact' without any noise, 'none' where there is noise and no signal, or NaN."""
    if noise == 0:
        return 'exact'
    ratio = signal / noise
    return 10 * math.log10(ratio) if ratio > 0 else 'none'


if __name__ == '__main__':
    main()
