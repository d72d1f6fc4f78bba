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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('model')
    parser.add_argument('out')
    parser.add_argument('--recipe', required=True, help='a function of litert_quantizer.recipe, or float16')
    parser.add_argument('--calibration', help='a .npy of samples for the one input of serving_default')
    parser.add_argument('--input', help="that input's name in the signature")
    parser.add_argument('--threads', type=int, default=1)
    arguments = parser.parse_args()

    wanted = float16() if arguments.recipe == 'float16' else getattr(recipe, arguments.recipe)()
    peer = quantizer.Quantizer(arguments.model, wanted)
    calibration = None
    if peer.need_calibration:
        # A list, as a generator would be exhausted before it is calibrated on.
        samples = [{arguments.input: sample[None]} for sample in numpy.load(arguments.calibration)]
        calibration = peer.calibrate({'serving_default': samples}, num_threads=arguments.threads)
    peer.quantize(calibration).export_model(arguments.out, overwrite=True)


if __name__ == '__main__':
    main()
