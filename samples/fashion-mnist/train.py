"""Trains the Fashion-MNIST sample model and writes every artifact of this folder.

    python train.py [--data DIR] [--output DIR] [--epochs N]

Needs tensorflow-cpu 2.21 and the four IDX files of Fashion-MNIST
(Debian: apt-get install dataset-fashion-mnist). With glibc's allocator half of the time goes into
page faults; preloading tcmalloc (Debian: libtcmalloc-minimal4) halves the training time.
"""

import argparse
import gzip
import json
import os
import re
import sys
import time
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import numpy as np
import tensorflow as tf
from keras import layers

SEED = 20240717
BATCH_SIZE = 128
PEAK_LEARNING_RATE = 3e-3
WEIGHT_DECAY = 1e-2
MAX_SHIFT = 1
CALIBRATION_PER_CLASS = 50
EVALUATION_PER_CLASS = 100
GOLDEN_COUNT = 16

DEBIAN_DATA = Path("/usr/share/datasets/fashion-mnist")
DEBIAN_COPYRIGHT = Path("/usr/share/doc/dataset-fashion-mnist/copyright")

LABELS = [
    "T-shirt/top",
    "Trouser",
    "Pullover",
    "Dress",
    "Coat",
    "Sandal",
    "Shirt",
    "Sneaker",
    "Bag",
    "Ankle boot",
]

# (output channels, stride of the depthwise convolution)
BLOCKS = [(48, 1), (96, 2), (192, 1), (320, 2), (512, 2), (512, 1)]


class Log:
    """Plain lines, to the terminal and to training.log."""

    def __init__(self, path):
        self.file = open(path, "w", encoding="utf-8")

    def __call__(self, line):
        print(line, flush=True)
        self.file.write(line + "\n")
        self.file.flush()


def read_idx(path):
    with gzip.open(path, "rb") as stream:
        header = stream.read(4)
        shape = [int.from_bytes(stream.read(4), "big") for _ in range(header[3])]
        return np.frombuffer(stream.read(), dtype=np.uint8).reshape(shape)


def load_split(directory, prefix):
    images = read_idx(directory / f"{prefix}-images-idx3-ubyte.gz")
    labels = read_idx(directory / f"{prefix}-labels-idx1-ubyte.gz")
    scaled = images.astype(np.float32)[..., np.newaxis] / np.float32(255)
    return scaled, labels.astype(np.int32)


def balanced_choice(labels, per_class, rng):
    chosen = [
        rng.choice(np.flatnonzero(labels == label), per_class, replace=False)
        for label in range(len(LABELS))
    ]
    return rng.permutation(np.concatenate(chosen))


class AugmentedBatches(keras.utils.PyDataset):
    """Shuffled batches, each image flipped with p = 1/2 and shifted by up to MAX_SHIFT pixels."""

    def __init__(self, images, labels):
        super().__init__()
        border = ((0, 0), (MAX_SHIFT, MAX_SHIFT), (MAX_SHIFT, MAX_SHIFT))
        self.padded = np.pad(images[..., 0], border)
        self.labels = labels
        self.rng = np.random.default_rng(SEED)
        self.order = self.rng.permutation(len(labels))

    def __len__(self):
        # The ragged last batch is left out: a graph of one fixed shape is faster.
        return len(self.labels) // BATCH_SIZE

    def __getitem__(self, index):
        rows = self.order[index * BATCH_SIZE : (index + 1) * BATCH_SIZE]
        top, left = self.rng.integers(0, 2 * MAX_SHIFT + 1, (2, len(rows), 1, 1))
        ys = top + np.arange(28)[np.newaxis, :, np.newaxis]
        xs = left + np.arange(28)[np.newaxis, np.newaxis, :]
        images = self.padded[rows[:, np.newaxis, np.newaxis], ys, xs]
        flip = self.rng.random(len(rows)) < 0.5
        images[flip] = images[flip, :, ::-1]
        return images[..., np.newaxis], self.labels[rows]

    def on_epoch_end(self):
        self.order = self.rng.permutation(len(self.labels))


def normalised(x, name):
    x = layers.BatchNormalization(name=f"{name}_bn", momentum=0.97)(x)
    return layers.ReLU(max_value=6.0, name=f"{name}_relu")(x)


def build_model():
    image = keras.Input((28, 28, 1), name="image")
    x = layers.Conv2D(32, 3, strides=2, padding="same", use_bias=False, name="stem_conv")(image)
    x = normalised(x, "stem_conv")
    for number, (channels, stride) in enumerate(BLOCKS, start=1):
        name = f"block{number}_depthwise"
        x = layers.DepthwiseConv2D(3, strides=stride, padding="same", use_bias=False, name=name)(x)
        x = normalised(x, name)
        name = f"block{number}_pointwise"
        x = layers.Conv2D(channels, 1, padding="same", use_bias=False, name=name)(x)
        x = normalised(x, name)
    x = layers.GlobalAveragePooling2D(name="global_pool")(x)
    x = layers.Dropout(0.2, seed=SEED, name="dropout")(x)
    scores = layers.Dense(len(LABELS), activation="softmax", name="scores")(x)
    return keras.Model(image, scores, name="fashion_mnist")


def train(model, images, labels, epochs, log):
    batches = AugmentedBatches(images, labels)
    steps = len(batches) * epochs
    warmup = min(len(batches), steps // 5)
    rate = keras.optimizers.schedules.CosineDecay(
        1e-4, steps - warmup, warmup_target=PEAK_LEARNING_RATE, warmup_steps=warmup
    )
    model.compile(
        optimizer=keras.optimizers.AdamW(rate, weight_decay=WEIGHT_DECAY),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    start = time.monotonic()

    def report(epoch, logs):
        log(
            f"epoch {epoch + 1:2d}/{epochs}  loss {logs['loss']:.4f}  "
            f"training accuracy {logs['accuracy']:.4f}  {time.monotonic() - start:.0f} s"
        )

    callback = keras.callbacks.LambdaCallback(on_epoch_end=report)
    model.fit(batches, epochs=epochs, verbose=0, callbacks=[callback], shuffle=False)


def save_weights_only(model, path):
    """A copy that was never compiled has no optimizer state, which would triple the file."""
    copy = build_model()
    copy.set_weights(model.get_weights())
    copy.save(path)


def top1(model, images, labels):
    scores = model.predict(images, batch_size=500, verbose=0)
    return float(np.mean(np.argmax(scores, axis=1) == labels))


def write_license(output):
    """The Debian copyright file indents the text and writes a dot for an empty line."""
    if not DEBIAN_COPYRIGHT.exists():
        return
    text = DEBIAN_COPYRIGHT.read_text(encoding="utf-8")
    holder = re.search(r"^Copyright:\s*(.+)$", text, re.MULTILINE).group(1).strip()
    # Debian's file lost the slashes of the address.
    holder = re.sub(r"https:(?!//)", "https://", holder)
    body = re.search(r"^License: \S+\n((?: .*\n?)+)", text, re.MULTILINE).group(1)
    lines = [line.strip() for line in body.rstrip("\n").split("\n")]
    paragraphs = "\n".join("" if line == "." else line for line in lines)
    (output / "LICENSE-fashion-mnist").write_text(
        f"The MIT License (MIT)\n\nCopyright (c) {holder}\n\n{paragraphs}\n", encoding="utf-8"
    )


def write_samples(output, training, test):
    rng = np.random.default_rng(SEED)
    calibration = balanced_choice(training[1], CALIBRATION_PER_CLASS, rng)
    evaluation = balanced_choice(test[1], EVALUATION_PER_CLASS, rng)
    golden = test[0][:GOLDEN_COUNT]
    np.save(output / "calibration-inputs.npy", training[0][calibration])
    np.save(output / "evaluation-inputs.npy", test[0][evaluation])
    np.save(output / "evaluation-labels.npy", test[1][evaluation])
    np.save(output / "golden-inputs.npy", golden)
    (output / "labels.txt").write_text("\n".join(LABELS) + "\n", encoding="utf-8")
    return golden, (test[0][evaluation], test[1][evaluation])


def measure(model, test, evaluation, epochs, seconds):
    return {
        "parameters": model.count_params(),
        "testTop1": round(top1(model, *test), 4),
        "evaluationTop1": round(top1(model, *evaluation), 4),
        "epochs": epochs,
        "seed": SEED,
        "trainingSeconds": round(seconds),
        "tensorflow": tf.__version__,
        "keras": keras.__version__,
    }


def report_metrics(metrics, log):
    log("measured on the model.keras just written, loaded again:")
    log(f"  parameters: {metrics['parameters']}")
    log(f"  top-1 accuracy, 10,000 test images: {metrics['testTop1']:.4f}")
    log(f"  top-1 accuracy, 1,000 evaluation images: {metrics['evaluationTop1']:.4f}")
    log(f"  training time: {metrics['trainingSeconds']} s")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--data", type=Path, default=DEBIAN_DATA)
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--epochs", type=int, default=9)
    options = parser.parse_args()
    output = options.output
    output.mkdir(parents=True, exist_ok=True)

    keras.utils.set_random_seed(SEED)
    tf.config.experimental.enable_op_determinism()
    log = Log(output / "training.log")
    python = ".".join(str(part) for part in sys.version_info[:3])
    versions = {"tensorflow": tf, "keras": keras, "numpy": np}
    named = [f"{name} {module.__version__}" for name, module in versions.items()]
    log(", ".join([*named, f"python {python}"]))
    log(f"seed {SEED}, batch size {BATCH_SIZE}, {options.epochs} epochs")

    training = load_split(options.data, "train")
    test = load_split(options.data, "t10k")
    log(f"training images: {len(training[0])}, test images: {len(test[0])}")
    golden, evaluation = write_samples(output, training, test)

    model = build_model()
    log(f"parameters: {model.count_params()}")
    start = time.monotonic()
    train(model, *training, options.epochs, log)
    seconds = time.monotonic() - start
    save_weights_only(model, output / "model.keras")

    saved = keras.models.load_model(output / "model.keras")
    outputs = saved.predict(golden, verbose=0).astype(np.float32)
    np.save(output / "golden-outputs.npy", outputs)
    metrics = measure(saved, test, evaluation, options.epochs, seconds)
    (output / "metrics.json").write_text(json.dumps(metrics, indent=2) + "\n", encoding="utf-8")
    report_metrics(metrics, log)
    write_license(output)


if __name__ == "__main__":
    main()
