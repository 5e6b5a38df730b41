"""Remembers the parties on cargo and merges the spellings that officers say are one."""

from seizures.parties.actions.bonding import bond, unbond
from seizures.parties.actions.remembering import remember, remember_addresses

__all__ = ["bond", "remember", "remember_addresses", "unbond"]
