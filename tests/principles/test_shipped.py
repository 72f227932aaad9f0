"""What the principles room comes with, once and in full."""

from __future__ import annotations

import pytest

from principles import shipped
from principles.actions.labels import remove_word
from principles.checks.records import MINIMUM_DEPTHS
from principles.choices import CHECK_CODES
from principles.labels import SHIPPED
from principles.models import DiscouragedWord, Principle, PrincipleSet
from principles.queries.sets import TEXTS, set_in_force
from relationships.history import changes_of
from tests import builders as b
from tests.principles import worlds as w

pytestmark = pytest.mark.django_db


def test_set_1_is_in_force_and_names_nobody() -> None:
    made = set_in_force()
    assert (made.number, made.stakeholders.count(), made.approvals.count()) == (1, 0, 0)
    assert [each.code for each in made.principles.all()] == [
        "P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8", "P9", "P0",
    ]  # fmt: skip


def test_all_but_the_example_are_active_each_with_its_check_and_depth() -> None:
    for each in set_in_force().principles.all():
        assert each.check_code == each.code
        assert each.minimum_depth == MINIMUM_DEPTHS[each.code]
        assert each.active is (each.code != "P0")


def test_every_text_is_there_in_both_languages_and_differs() -> None:
    for each in set_in_force().principles.all():
        texts = {name: getattr(each, name) for name in TEXTS}
        assert all(texts.values()), each
        assert len(set(texts.values())) == len(texts), each


def test_only_the_principle_about_labels_quotes_them() -> None:
    quoting = {
        each.code
        for each in set_in_force().principles.all()
        if any("partner" in getattr(each, name).casefold() for name in TEXTS)
    }
    assert quoting == {"P8"}


def test_the_codes_of_the_checks_are_those_of_the_checks() -> None:
    from principles.checks import CHECKS

    assert set(CHECK_CODES) == set(CHECKS)


def test_the_word_lists_are_the_shipped_ones() -> None:
    for language, words in SHIPPED.items():
        rows = DiscouragedWord.objects.filter(language=language)
        assert {each.word for each in rows if not each.exception} == set(words.words)
        assert {each.word for each in rows if each.exception} == set(words.exceptions)


def test_installing_again_changes_nothing() -> None:
    w.draft(b.user("READER"))
    remove_word(by=b.system(), word=DiscouragedWord.objects.get(word="partnering"))
    before = [model._base_manager.count() for model in (PrincipleSet, Principle, DiscouragedWord)]
    shipped.install()
    assert [model._base_manager.count() for model in (PrincipleSet, Principle, DiscouragedWord)] == before


def test_the_history_says_that_the_registry_itself_did_it() -> None:
    made = changes_of(set_in_force())
    assert [(each.act, each.who.username, each.door) for each in made] == [("CREATED", "system", "COMMAND")]
