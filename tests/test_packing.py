"""What travels packed is what was packed; of heads, the beginning of the whole is read and nothing else."""

from typing import Any

import pytest

from dossier.jobs import (
    ArticleHead,
    CandidateHead,
    FindingsHead,
    Prepared,
    PreparedHead,
    Presented,
    PresentedParts,
)
from dossier.model import Article, Candidate, Findings
from dossier.render import Offered, OfferedParts, packed, packed_path, plan
from dossier.render.archive import unpacked
from tests.render_builder import archive


@pytest.mark.parametrize(
    ("whole", "head"),
    [
        (Article, ArticleHead),
        (Candidate, CandidateHead),
        (Findings, FindingsHead),
        (Prepared, PreparedHead),
        (Offered, OfferedParts),
        (Presented, PresentedParts),
    ],
)
def test_a_head_is_the_beginning_of_the_whole(whole: Any, head: Any) -> None:
    fields = head.__struct_fields__
    assert whole.__struct_fields__[: len(fields)] == fields


def test_a_page_arrives_as_it_was_sent() -> None:
    pages = list(plan(archive()))
    assert len({type(page.view) for page in pages}) > 10
    for page in pages:
        assert unpacked(packed(page)) == page and packed_path(packed(page)) == page.path
