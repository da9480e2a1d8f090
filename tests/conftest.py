"""Settings of all tests."""

import os

from hypothesis import settings

# Machines are slow and busy: no example has a time limit. In CI the examples are the same in every run, so that a
# change is judged by what it changes.
settings.register_profile("dossier", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("dossier")
