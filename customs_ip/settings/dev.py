"""For working on the house: the demo with Django's debug pages."""

from customs_ip.settings.demo import *  # noqa: F403

DEBUG = True
WHITENOISE_AUTOREFRESH = True
