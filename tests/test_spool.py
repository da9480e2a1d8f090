"""Byte strings on disk by number: what was added is there, in any order of adding and asking; of results too."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from dossier.bodies import Bodies, Column, Rest
from dossier.execute import Outcome
from dossier.packing import pack, unpack
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


@given(st.lists(st.tuples(st.booleans(), st.lists(st.binary(max_size=9), min_size=2, max_size=5))))
def test_parts_of_results_are_there_whether_they_were_made_now_or_lie_somewhere(
    results: list[tuple[bool, list[bytes]]],
) -> None:
    fetched = Counter[int]()
    bodies = Bodies(lambda body: unpack(body, list[bytes]))

    def fetch(number: int) -> bytes:
        fetched[number] += 1
        return pack(results[number][1])

    for number, (fresh, parts) in enumerate(results):
        bodies.add(Outcome(b"", b"%d" % number, pack(parts) if fresh else None, lambda number=number: fetch(number)))
    rest = Rest(bodies, 2, (len(parts) - 2 for _, parts in results))
    assert not fetched and len(rest) == sum(len(parts) - 2 for _, parts in results)
    assert list(rest) == [part for _, parts in results for part in parts[2:]]
    assert list(Column(bodies, 1)) == [parts[1] for _, parts in results]
    assert list(Column(bodies, 0))[:2] == Column(bodies, 0)[:2]
    assert bodies.digests == [b"%d" % number for number in range(len(results))]
    assert all(times == 1 and not results[number][0] for number, times in fetched.items())
    bodies.close()
