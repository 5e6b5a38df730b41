"""What load balancers and the start-up command ask: do database and broker answer?"""

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from redis import Redis
from redis.exceptions import RedisError

from seizures.core.database import connection


def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers, else 503; the broker is told but does not stop the pages."""
    answers = _database_answers()
    told = {"status": "ok" if answers else "no database", "database": answers,
            "broker": _broker_answers()}  # fmt: skip
    return JsonResponse(told, status=200 if answers else 503)


def _database_answers() -> bool:
    try:
        with connection().cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.fetchone()
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    url = settings.CELERY_BROKER_URL
    if not url.startswith(("redis://", "rediss://", "valkey://")):
        return False
    try:
        with Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=0.5) as link:
            return bool(link.ping())
    except (RedisError, ValueError):
        return False
