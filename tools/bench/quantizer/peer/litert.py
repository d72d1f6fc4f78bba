"""What judging and timing share: a model in LiteRT's interpreter, fed and read in real numbers."""

from collections.abc import Iterator

import numpy
from ai_edge_litert import interpreter as litert


class Model:
    """XNNPACK takes what it can, as it does for everyone who loads a file with the default resolver."""

    def __init__(self, path: str, threads: int = 1):
        self._interpreter = litert.Interpreter(model_path=path, num_threads=threads)
        self._interpreter.allocate_tensors()
        self._inputs = self._interpreter.get_input_details()
        self._outputs = self._interpreter.get_output_details()

    def feed(self, *values: numpy.ndarray) -> None:
        """Sets every input, with or without a batch axis of one; quantizes for integer inputs."""
        # What a recurrent layer remembers is of the sample before.
        self._interpreter.reset_all_variables()
        for details, value in zip(self._inputs, values, strict=True):
            stored = quantized(value, details)
            self._interpreter.set_tensor(details['index'], stored.reshape(details['shape']))

    def invoke(self) -> None:
        self._interpreter.invoke()

    def outputs(self) -> list[numpy.ndarray]:
        """Every output in float64, in the file's order."""
        return [real(self._interpreter.get_tensor(details['index']), details) for details in self._outputs]

    def input_names(self) -> list[str]:
        return [details['name'] for details in self._inputs]

    def output_names(self) -> list[str]:
        return [details['name'] for details in self._outputs]


def read_samples(path: str, names: list[str]) -> Iterator[tuple[numpy.ndarray, ...]]:
    """From a .npy for a model of one input, or a .npz with an array of samples for each input by name."""
    data = numpy.load(path, mmap_mode='r')
    columns = [data] if isinstance(data, numpy.ndarray) else [data[name] for name in names]
    return zip(*columns, strict=True)


def quantized(values: numpy.ndarray, details: dict) -> numpy.ndarray:
    scale, zero_point = details['quantization']
    if scale == 0:
        return values.astype(details['dtype'])
    limits = numpy.iinfo(details['dtype'])
    steps = numpy.rint(values / numpy.float32(scale)) + zero_point
    return numpy.clip(steps, limits.min, limits.max).astype(details['dtype'])


def real(values: numpy.ndarray, details: dict) -> numpy.ndarray:
    scale, zero_point = details['quantization']
    wide = values.astype(numpy.float64)
    return wide if scale == 0 else (wide - zero_point) * scale
