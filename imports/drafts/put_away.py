"""The drafts of a list: put away in a file, and made again where they are asked for.

Nearly every row of a long list is plain: it says of which party and relationship it is, and what it knows of
the contract. Little of that is needed at a time. Of a row with an id, a fact, a decision, a further party, an
edit or a problem there is more to say: it is held as it is.
"""

from __future__ import annotations

import marshal
import os
import tempfile
from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from imports.drafts.draft import Draft
from imports.drafts.forms import Form, Kept
from imports.drafts.sources import Sources
from relationships.choices import IdentifierScheme, PartyPart
from relationships.rows import JsonText

# Rows that are read from the file at a time, and how many such portions are remembered.
_AT_ONCE = 512
_PORTIONS = 4
# So many attributes that rows have in common are held, once each; others are put away with their rows.
_SHARED = 10_000
# A text that several values share is written for each: what is packed is the same for the same content.
_WITHOUT_REFERENCES = 2


class Said(NamedTuple):
    """What one row says of its contract and its line, as `Form` keeps it; held ones have no `group`."""

    group: int | None
    digest: str
    attributes: Mapping[str, str]
    contract: Kept
    line: Kept


OfParty = tuple[Mapping[str, Any], Sequence[tuple[IdentifierScheme, str]], Sequence[tuple[PartyPart, str]]]
"""What a row says of its party, its identifiers, and the further parties."""


class _Group(NamedTuple):
    """What plain rows have in common: their party and their relationship, as drafts share it."""

    party: Mapping[str, Any]
    identifiers: Sequence[Any]
    relationship: Mapping[str, Any]


class Drafts:
    """Drafts by their place in the list; a place whose row was left out has none."""

    def __init__(self, sources: Sources, contract: Form, line: Form) -> None:
        self.contract, self.line = contract, line
        self.numbers = array("L")
        """The number in the file of the row at each place."""
        self._sources = sources
        self._held: dict[int, Draft] = {}
        self._groups: list[_Group] = []
        self._group_of: dict[tuple[int, int, int, str | None], int] = {}
        self._unnamed: set[int] = set()
        self._attributes: list[Mapping[str, str]] = []
        self._attributes_at: dict[int, tuple[int, Mapping[str, str]]] = {}
        self._telling = tuple(array("L") for _rank in range(4))
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 goes with this object
        self._ends = array("Q")
        self._written = 0
        self._portions: dict[int, tuple[int, memoryview]] = {}

    def __len__(self) -> int:
        """How many places."""
        return len(self.numbers)

    def add(self, draft: Draft) -> None:
        """Keep a draft; they come in the order of their places."""
        while len(self.numbers) < draft.at:
            self._put(draft.row, b"")
        tells = True
        packed = b""
        if _is_plain(draft):
            group, new = self._grouped(draft)
            packed = self._packed(draft, group)
            tells = new or group in self._unnamed
            if tells and draft.subject:
                self._unnamed.discard(group)
            elif new:
                self._unnamed.add(group)
        else:
            self._held[draft.at] = draft
        if tells and draft.edits is None:
            self._telling[2 * (not draft.identifiers) + ("name" not in draft.party)].append(draft.at)
        self._put(draft.row, packed)

    def __getitem__(self, at: int) -> Draft:
        held = self._held.get(at)
        if held is not None:
            return held
        return self._made(at, self.said(at))

    def __iter__(self) -> Iterator[Draft]:
        for at in range(len(self)):
            if at in self._held or self._is_put_away(at):
                yield self[at]

    def walk(self) -> Iterator[tuple[int, Said | Draft]]:
        """Every place that has a row, in order: a plain one as it is kept, the others as drafts."""
        held, ends, at = self._held, self._ends, 0
        while at < len(ends):
            begins, portion = self._portion(at // _AT_ONCE)
            start = begins
            for end in ends[at : at + _AT_ONCE]:
                if at in held:
                    yield at, held[at]
                elif end > start:
                    yield at, self._unpacked(portion[start - begins : end - begins])
                start = end
                at += 1

    def said(self, at: int) -> Said:
        """What the row at this place says, as it is kept."""
        held = self._held.get(at)
        if held is not None:
            contract, line = self.contract.kept(held.contract), self.line.kept(held.line)
            return Said(None, held.digest, dict(held.attributes), contract, line)
        begins, portion = self._portion(at // _AT_ONCE)
        start = self._ends[at - 1] if at else 0
        return self._unpacked(portion[start - begins : self._ends[at] - begins])

    def source(self, at: int) -> JsonText:
        """The cells of the row at this place as they were read, as JSON."""
        return self._sources.json_of(at)

    def held(self) -> list[Draft]:
        """Those of which there is more to say, in the order of the list."""
        return [self._held[at] for at in sorted(self._held)]

    def refused(self) -> set[int]:
        """The places of the rows that something is said against."""
        return {at for at, draft in self._held.items() if draft.problems}

    def hold(self, draft: Draft) -> None:
        """From now on the draft at its place is this one, with what was said of it since it was asked for."""
        self._held[draft.at] = draft

    def of_parties(self) -> Iterator[OfParty]:
        """All that is said of parties, without the rows that came back or that are refused."""
        for group in self._groups:
            yield group.party, group.identifiers, ()
        for each in self._held.values():
            if each.edits is None and not each.problems:
                yield each.party, each.identifiers, each.further

    def telling(self) -> Iterator[Draft]:
        """Drafts that together name every party and relationship of the list, without those that came back.

        The held ones, and of plain rows that say the same of both the first, up to one that has a subject.
        Those with an identifier and a name come first.
        """
        for ranked in self._telling:
            for at in ranked:
                yield self[at]

    def _grouped(self, draft: Draft) -> tuple[int, bool]:
        """The group of a plain row, and whether it is a new one."""
        cpv = draft.contract.get("cpv")
        key = id(draft.party), id(draft.identifiers), id(draft.relationship), cpv
        group = self._group_of.get(key)
        if group is not None:
            return group, False
        group = self._group_of[key] = len(self._groups)
        # Held here, so that their ids stay theirs.
        self._groups.append(_Group(draft.party, draft.identifiers, draft.relationship))
        return group, True

    def _packed(self, draft: Draft, group: int) -> bytes:
        attributes: Any = draft.attributes
        shared, _same = self._attributes_at.get(id(attributes), (None, None))
        if shared is None and len(self._attributes) < _SHARED:
            shared = len(self._attributes)
            self._attributes_at[id(attributes)] = shared, attributes
            self._attributes.append(dict(attributes))
        kept = dict(attributes) if shared is None else shared
        contract, line = self.contract.kept(draft.contract), self.line.kept(draft.line)
        return marshal.dumps((group, draft.digest, kept, contract, line), _WITHOUT_REFERENCES)

    def _unpacked(self, packed: memoryview) -> Said:
        group, digest, kept, contract, line = marshal.loads(packed)  # noqa: S302 written by ourselves
        attributes = kept if type(kept) is dict else self._attributes[kept]
        return Said(group, digest, attributes, contract, line)

    def _made(self, at: int, said: Said) -> Draft:
        assert said.group is not None  # noqa: S101 held ones are not made again
        group = self._groups[said.group]
        contract = self.contract.said(said.contract)
        return Draft(
            self.numbers[at],
            at,
            self._sources,
            party=group.party,
            identifiers=group.identifiers,
            relationship=group.relationship,
            digest=said.digest,
            contract={name: value for name, value in contract.items() if value is not None},
            attributes=said.attributes,
            line=self.line.said(said.line),
            group=said.group,
        )

    def _put(self, number: int, packed: bytes) -> None:
        self.numbers.append(number)
        self._file.write(packed)
        self._ends.append((self._ends[-1] if self._ends else 0) + len(packed))

    def _is_put_away(self, at: int) -> bool:
        return self._ends[at] > (self._ends[at - 1] if at else 0)

    def _portion(self, which: int) -> tuple[int, memoryview]:
        found = self._portions.get(which)
        if found is None:
            if self._written < len(self._ends):
                self._file.flush()
                self._written = len(self._ends)
                self._portions.clear()
            if len(self._portions) >= _PORTIONS:
                del self._portions[next(iter(self._portions))]
            first, last = which * _AT_ONCE, min((which + 1) * _AT_ONCE, len(self._ends)) - 1
            begins = self._ends[first - 1] if first else 0
            packed = os.pread(self._file.fileno(), self._ends[last] - begins, begins)
            found = self._portions[which] = begins, memoryview(packed)
        return found


def _is_plain(draft: Draft) -> bool:
    more = draft.problems or draft.facts or draft.decision or draft.further
    ids = draft.relationship_id or draft.contract_id or draft.line_id
    return draft.edits is None and not more and not ids
