"""How far a model's outputs lie from a reference model's, both run by LiteRT on the same samples; prints JSON."""

import argparse
import importlib.metadata
import json
import math

from litert import Model, read_samples


def judge(reference_path: str, model_path: str, samples: str) -> dict:
    reference, model = Model(reference_path), Model(model_path)
    names = reference.output_names()
    signal, noise, equal, count = ([0.0] * len(names) for _ in range(4))
    for sample in read_samples(samples, reference.input_names()):
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
    return {'runtime': importlib.metadata.version('ai-edge-litert'), 'outputs': outputs}


def snr_db(signal: float, noise: float) -> float | str:
    """JSON has no infinities: 'exact' without any noise, 'none' where there is noise and no signal, or NaN."""
    if noise == 0:
        return 'exact'
    ratio = signal / noise
    return 10 * math.log10(ratio) if 0 < ratio < math.inf else 'none'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('reference')
    parser.add_argument('model')
    parser.add_argument('samples')
    arguments = parser.parse_args()
    print(json.dumps(judge(arguments.reference, arguments.model, arguments.samples)))


if __name__ == '__main__':
    main()
