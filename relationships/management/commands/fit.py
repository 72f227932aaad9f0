"""`manage.py fit < cases.jsonl`: the fit rule over JSON lines, without a database."""

import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand

from relationships.fit import rule_set_1
from relationships.fit.lines import LONGEST_LINE, answer_line


class Command(BaseCommand):
    help = (
        "Reads cases from standard input, one JSON object a line, and answers each with one JSON "
        "line: recommendation and verdict under rule set 1. A wrong line gets an error for an answer "
        "and the rest goes on; the exit status is 0 all the same. Given levels count as confirmed."
    )
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        rules = rule_set_1()
        try:
            for line in _lines(sys.stdin.buffer):
                answer = answer_line(line, rules)
                if answer is not None:
                    self.stdout.write(answer)
            self.stdout.flush()
        except BrokenPipeError:
            sys.stderr.close()  # the reader has seen enough


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Line after line; of one that is too long only the beginning, which is refused as such."""
    limit = LONGEST_LINE + 2
    while line := stream.readline(limit):
        whole = line.endswith(b"\n") or len(line) < limit
        yield line.rstrip(b"\r\n") if whole else line
        while not whole:
            rest = stream.readline(limit)
            whole = rest.endswith(b"\n") or len(rest) < limit
