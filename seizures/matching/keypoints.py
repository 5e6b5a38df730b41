"""A second look at two pictures: how many telling points lie in the same places on both?

Points are described by the brightness around them (ORB), so a part of a picture, turned and at
another size, still shares its points with the whole; what counts is the share that one single
movement of the picture explains.
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageOps

from seizures.matching.pictures import NEAR, upright

MOST_POINTS = 400
LEAST_POINTS = 10
"""Points on one movement below which they may lie together by chance."""
_AS_CLOSE = 0.8
_APART = 5.0
_CLOSEST = 64
_FULLY = 0.5

Bits = npt.NDArray[np.uint8]
Places = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Points:
    """Telling points of a picture: where they lie (pixels) and how they look (256 bits each)."""

    places: Places
    looks: Bits

    def __len__(self) -> int:
        return len(self.places)


def points_of(picture: Image.Image) -> Points:
    """The telling points of a picture."""
    return _found(upright(picture))


def views_of(picture: Image.Image) -> list[Points]:
    """The points of a photo as it is, mirrored, inverted, and both."""
    grey = upright(picture)
    mirrored = ImageOps.mirror(grey)
    return [_found(view) for view in (grey, mirrored, ImageOps.invert(grey),
                                      ImageOps.invert(mirrored))]  # fmt: skip


def _found(grey: Image.Image) -> Points:
    longest = max(grey.size)
    if longest < 320:
        grow = 320 / longest
        grey = grey.resize((round(grey.width * grow), round(grey.height * grow)))
    framed = ImageOps.expand(grey, 24, fill=int(np.median(np.asarray(grey))))
    detector = cv2.ORB.create(nfeatures=MOST_POINTS, fastThreshold=12)
    places, looks = detector.detectAndCompute(np.asarray(framed), None)
    if looks is None:
        return Points(np.zeros((0, 2), np.float32), np.zeros((0, 32), np.uint8))
    return Points(
        np.asarray([place.pt for place in places], dtype=np.float32),
        np.asarray(looks, dtype=np.uint8),
    )


def shared(views: list[Points], recorded: Points) -> float:
    """The share of points that one movement carries from the recorded picture to the photo, for
    the view that shares most; 0 where they are too few to tell.
    """
    return max((_carried(view, recorded) for view in views), default=0.0)


def _carried(view: Points, recorded: Points) -> float:
    if len(view) < LEAST_POINTS or len(recorded) < LEAST_POINTS:
        return 0.0
    pairs = cv2.BFMatcher(cv2.NORM_HAMMING).knnMatch(recorded.looks, view.looks, k=2)
    good = [
        pair[0]
        for pair in pairs
        if len(pair) == 2 and pair[0].distance < _CLOSEST
        and pair[0].distance <= _AS_CLOSE * pair[1].distance
    ]  # fmt: skip
    if len(good) < LEAST_POINTS:
        return 0.0
    source = recorded.places[[match.queryIdx for match in good]]
    target = view.places[[match.trainIdx for match in good]]
    cv2.setRNGSeed(1)
    movement, inside = cv2.estimateAffinePartial2D(
        source, target, method=cv2.RANSAC, ransacReprojThreshold=_APART, maxIters=1000
    )
    if movement is None or inside is None:
        return 0.0
    carried = _different(target[inside.ravel() == 1])
    size = float(np.hypot(movement[0, 0], movement[1, 0]))
    if carried < LEAST_POINTS or not 0.15 <= size <= 6.0:
        return 0.0
    return min(1.0, carried / min(len(view), len(recorded), 120))


def _different(places: Places) -> int:
    """How many places there are, those on the same spot counted once."""
    return len(np.unique(np.round(places / 3.0).astype(np.int64), axis=0))


def likeness(apart: float, carried: float) -> float:
    """How alike two pictures are, from 0 to 1: `apart` the share of differing bits of their prints,
    `carried` the share of points on one movement.
    """
    by_print = max(0.0, NEAR - apart) / NEAR
    by_points = min(1.0, carried / _FULLY)
    return 1.0 - (1.0 - by_print) * (1.0 - by_points)
