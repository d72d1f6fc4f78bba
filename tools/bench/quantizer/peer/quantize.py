"""Quantizes one model with LiteRT Quantizer, as its guide tells its users to."""

import argparse

import numpy
from litert_quantizer import quantizer, qtyping, recipe, recipe_manager


def float16():
    """It has no recipe of this name; its casting algorithm halves what its weight-only rules cover."""
    manager = recipe_manager.RecipeManager()
    manager.add_weight_only_config(
        regex='.*',
        operation_name=qtyping.TFLOperationName.ALL_SUPPORTED,
        num_bits=16,
        algorithm_key=quantizer.AlgorithmName.FLOAT_CASTING,
    )
    return manager.get_quantization_recipe()


def samples(path: str, name: str | None) -> list[dict]:
    """A list, as a generator would be exhausted before it is calibrated on."""
    data = numpy.load(path)
    if isinstance(data, numpy.ndarray):
        return [{name: sample[None]} for sample in data]
    columns = {key: data[key] for key in data.files}
    count = min(len(column) for column in columns.values())
    return [{key: column[index] for key, column in columns.items()} for index in range(count)]


def quantize(model: str, out: str, recipe_name: str, calibration: str, name: str | None, threads: int) -> None:
    wanted = float16() if recipe_name == 'float16' else getattr(recipe, recipe_name)()
    peer = quantizer.Quantizer(model, wanted)
    result = None
    if peer.need_calibration:
        result = peer.calibrate({'serving_default': samples(calibration, name)}, num_threads=threads)
    peer.quantize(result).export_model(out, overwrite=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('model')
    parser.add_argument('out')
    parser.add_argument('--recipe', required=True, help='a function of litert_quantizer.recipe, or float16')
    parser.add_argument('--calibration', help='a .npy of samples for the one input, or a .npz of whole inputs by name')
    parser.add_argument('--input', help='what the signature serving_default calls the one input')
    parser.add_argument('--threads', type=int, default=1)
    arguments = parser.parse_args()
    quantize(
        arguments.model,
        arguments.out,
        arguments.recipe,
        arguments.calibration,
        arguments.input,
        arguments.threads,
    )


if __name__ == '__main__':
    main()
