"""Reads the environment once, so that every setting names its variable in one way."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
