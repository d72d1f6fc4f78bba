"""The least and largest value of each input and output of a float model over some samples."""

from litert import Model, read_samples


def ranges(model_path: str, samples: str) -> dict[str, list[float]]:
    model = Model(model_path)
    found: dict[str, list[float]] = {}
    for sample in read_samples(samples, model.input_names()):
        model.feed(*sample)
        model.invoke()
        for names, values in ((model.input_names(), sample), (model.output_names(), model.outputs())):
            for name, value in zip(names, values, strict=True):
                least, largest = found.get(name, [float('inf'), float('-inf')])
                found[name] = [min(least, float(value.min())), max(largest, float(value.max()))]
    return found
