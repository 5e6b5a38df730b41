"""The right holders' and agents' side: record a right, follow its examination, answer notices,
follow a case.

Assumes the actions of `rights` and `cases`. Every record is found through `visible_to`; what a
case shows is cut down to what the law tells a right holder.
"""
