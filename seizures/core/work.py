"""The task class of the house: retries soon, and runs in the sandbox it was sent from."""

from typing import Any

from celery import Task

from seizures.core.database import in_sandbox, on_commit, sandbox


class HouseTask(Task):  # type: ignore[misc]
    """Carries the sandbox key in a header; gives up after three tries."""

    max_retries = 3
    default_retry_delay = 5

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:
        """Sends the task with the sandbox at hand."""
        headers = dict(options.pop("headers", None) or {})
        headers.setdefault("sandbox", sandbox())
        return super().apply_async(args, kwargs, headers=headers, **options)

    def delay_on_commit(self, *args: Any, **kwargs: Any) -> None:
        """Sends the task once the transaction at hand has committed."""
        on_commit(lambda: self.delay(*args, **kwargs))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the task where it was sent from."""
        key = (self.request.headers or {}).get("sandbox", "") if self.request else ""
        key = key or getattr(self.request, "sandbox", "") or ""
        if key == sandbox():
            return super().__call__(*args, **kwargs)
        with in_sandbox(key):
            return super().__call__(*args, **kwargs)
