"""Which recorded marks, patents and designs does a goods line resemble, and why?

Pure Python over numpy and RapidFuzz: facts go in (`facts`), an immutable index is built from the
rights (`index`), a whole batch of goods lines is screened against it at once (`screen`), and every
raised hit comes back with the named reasons of its score (`texts`). Knows nothing of Django.
"""
