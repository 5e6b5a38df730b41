"""The Django project: where the house stands (settings, URLs, worker)."""

from customs_ip.celery import app as celery_app

__all__ = ["celery_app"]
