"""Days in fields: a browser's day field takes the form of ISO 8601 only, so it comes first."""

DATE_INPUT_FORMATS = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"]
