"""Worker settings that survive a killed worker and a restarted broker, and the beat."""

from customs_ip.settings.env import env

CELERY_BROKER_URL = env.str("BROKER_URL", default="redis://127.0.0.1:6379/0")
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_SOFT_TIME_LIMIT = 50
CELERY_TASK_TIME_LIMIT = 60
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 120,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_keepalive": True,
    "health_check_interval": 25,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# a task goes on when its broker is lost: its rows are the state, and running twice changes nothing
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_TIMEZONE = "UTC"
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "receive waiting manifests": {"task": "cargo.sweep", "schedule": 3.0},
    "screen what waits": {"task": "screening.sweep", "schedule": 3.0},
    "arrange the queues": {"task": "screening.sweep_queue", "schedule": 5.0},
    "escalate what waits too long": {"task": "screening.sweep_waiting", "schedule": 60.0},
    "draw random items for the shifts": {"task": "screening.sweep_exploration", "schedule": 60.0},
    "bring the match index up to date": {"task": "rights.sweep_index", "schedule": 2.0},
    "read pictures of rights": {"task": "rights.sweep_pictures", "schedule": 5.0},
    "shelve patents and designs": {"task": "rights.sweep_prior_art", "schedule": 20.0},
    "pack case bundles": {"task": "cases.sweep_bundles", "schedule": 5.0},
    "act on missed clocks": {"task": "cases.sweep_due", "schedule": 60.0},
    "clear what has expired": {"task": "core.clear_expired", "schedule": 3600.0},
    "forget old sign-ins": {"task": "accounts.forget_sign_ins", "schedule": 3600.0},
    "seal the read log": {"task": "journal.seal_reads", "schedule": 30.0},
    "anchor the journal": {"task": "journal.anchor", "schedule": 3600.0},
}
