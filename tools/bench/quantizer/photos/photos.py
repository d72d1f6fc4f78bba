"""Cuts photos of Debian's python3-skimage and opencv-doc to a model's input size and value range.

Run by Debian's own Python, whose python3-skimage brings numpy and Pillow. Every scene is used for calibration or for
judging, never for both; the same arguments always give the same file.
"""

import argparse
import pathlib
import sys

import numpy
from PIL import Image

SKIMAGE = pathlib.Path('/usr/lib/python3/dist-packages/skimage/data')
OPENCV = pathlib.Path('/usr/share/doc/opencv-doc/examples')

CALIBRATION = [
    *(SKIMAGE / name for name in (
        'brick.png', 'camera.png', 'chelsea.png', 'coins.png', 'grass.png', 'gravel.png', 'rocket.jpg',
    )),
    *(OPENCV / 'data' / name for name in (
        'aero1.jpg', 'aloeL.jpg', 'apple.jpg', 'basketball1.png', 'blox.jpg', 'board.jpg', 'box_in_scene.png',
        'butterfly.jpg', 'cards.png', 'chicky_512.png', 'ela_original.jpg', 'fruits.jpg', 'graf1.png',
        'HappyFish.jpg', 'home.jpg', 'left.jpg', 'left01.jpg', 'licenseplate_motion.jpg', 'messi5.jpg', 'orange.jpg',
        'rubberwhale1.png', 'stuff.jpg', 'sudoku.png',
    )),
    OPENCV / 'hfs/data/000.jpg',
    OPENCV / 'hfs/data/002.jpg',
    *(OPENCV / 'text' / f'scenetext0{number}.jpg' for number in range(1, 6)),
    OPENCV / 'text/scenetext_segmented_word01.jpg',
    OPENCV / 'text/scenetext_segmented_word02.jpg',
    OPENCV / 'alphamat/input_images/plant.jpg',
]

JUDGING = [
    SKIMAGE / 'astronaut.png',
    SKIMAGE / 'coffee.png',
    SKIMAGE / 'motorcycle_left.png',
    *(OPENCV / 'data' / name for name in (
        'baboon.jpg', 'building.jpg', 'leuvenA.jpg', 'smarties.png', 'squirrel_cls.jpg',
    )),
    OPENCV / 'hfs/data/001.jpg',
    OPENCV / 'text/scenetext06.jpg',
]

SCENES = {'calibration': CALIBRATION, 'judging': JUDGING}
SEEDS = {'calibration': 1, 'judging': 2}

# The least side of a cut, as a share of the largest one that fits.
LEAST_SCALE = 0.4


def cut(photo: Image.Image, width: int, height: int, random: numpy.random.Generator) -> numpy.ndarray:
    """A random part of the photo with the wanted proportions, half of them mirrored."""
    largest = min(photo.width / width, photo.height / height)
    scale = largest * random.uniform(LEAST_SCALE, 1)
    across, down = width * scale, height * scale
    left = random.uniform(0, photo.width - across)
    top = random.uniform(0, photo.height - down)
    box = (left, top, left + across, top + down)
    part = photo.resize((width, height), Image.Resampling.BILINEAR, box=box)
    pixels = numpy.asarray(part)
    return pixels[:, ::-1] if random.random() < 0.5 else pixels


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('set', choices=SCENES)
    parser.add_argument('out', type=pathlib.Path)
    parser.add_argument('--count', type=int, required=True)
    parser.add_argument('--height', type=int, required=True)
    parser.add_argument('--width', type=int, required=True)
    parser.add_argument('--low', type=float, required=True, help='what black becomes')
    parser.add_argument('--high', type=float, required=True, help='what white becomes')
    arguments = parser.parse_args()

    scenes = SCENES[arguments.set]
    missing = [str(path) for path in scenes if not path.is_file()]
    if missing:
        sys.exit(f'{missing[0]} is missing; install it: apt-get install python3-skimage opencv-doc')
    photos = [Image.open(path).convert('RGB') for path in scenes]

    random = numpy.random.default_rng(SEEDS[arguments.set])
    shape = (arguments.count, arguments.height, arguments.width, 3)
    samples = numpy.empty(shape, numpy.float32)
    span = arguments.high - arguments.low
    for index, sample in enumerate(samples):
        pixels = cut(photos[index % len(photos)], arguments.width, arguments.height, random)
        sample[:] = pixels / numpy.float32(255) * numpy.float32(span) + numpy.float32(arguments.low)
    numpy.save(arguments.out, samples)


if __name__ == '__main__':
    main()
