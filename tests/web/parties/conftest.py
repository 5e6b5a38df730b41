"""Every test here has its own match index."""

from tests.web.alerts.world import own_index

__all__ = ["own_index"]
