"""Byte strings on disk by number: what was added is there, in any order of adding and asking."""

from hypothesis import given
from hypothesis import strategies as st

from dossier.spool import Spool


@given(st.lists(st.binary(max_size=40)), st.randoms(use_true_random=False))
def test_what_was_added_is_there(records: list[bytes], rng: object) -> None:
    with Spool() as spool:
        for number, record in enumerate(records):
            spool.add(record)
            asked = rng.randrange(number + 1)  # type: ignore[attr-defined]
            assert spool[asked] == records[asked]
        assert list(spool) == records and len(spool) == len(records)
        assert spool[1:3] == records[1:3]
