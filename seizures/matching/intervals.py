"""How sure a share is that was counted on few cases."""

from math import sqrt

Z95 = 1.959963984540054


def wilson(hits: int, total: int, z: float = Z95) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson's score interval); nothing counted is 0 to 1."""
    if total <= 0:
        return 0.0, 1.0
    share = hits / total
    width = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    middle = share + z * z / (2 * total)
    scale = 1 + z * z / total
    return max(0.0, (middle - width) / scale), min(1.0, (middle + width) / scale)
