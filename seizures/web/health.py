"""What load balancers and the start-up command ask: do database and broker answer?"""

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from redis import Redis
from redis.exceptions import RedisError

from seizures.core.database import connection


def health(request: HttpRequest) -> JsonResponse:
    """200 while the database answers; the broker is told but does not stop the pages."""
    with connection().cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return JsonResponse({"status": "ok", "database": True, "broker": _broker_answers()})


def _broker_answers() -> bool:
    url = settings.CELERY_BROKER_URL
    if not url.startswith(("redis://", "rediss://", "valkey://")):
        return False
    try:
        link = Redis.from_url(url, socket_connect_timeout=0.5, socket_timeout=0.5)
        return bool(link.ping())
    except (RedisError, ValueError):
        return False
