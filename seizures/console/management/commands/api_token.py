"""Shows the API token of a person, making it on first asking."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from seizures.accounts.actions import issue_token
from seizures.accounts.models import User
from seizures.core.actor import system


class Command(BaseCommand):
    """`api_token USERNAME`."""

    help = "Prints the API token of a person. Exit status: 0 done, 1 refused."

    def add_arguments(self, parser: CommandParser) -> None:
        """USERNAME."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """The token alone on one line."""
        user = User.objects.filter(username=options["username"]).first()
        if user is None:
            raise CommandError(f"There is no user {options['username']}.", returncode=1)
        self.stdout.write(issue_token(user, by=system()))
