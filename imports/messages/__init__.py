"""Every sentence an import says, in English and in Dutch, under the code that machines read."""

from string import Formatter
from typing import Any

from imports.fields import FIELDS
from imports.fields.words import WORDS as CODE_WORDS
from imports.messages import answers, cells, columns, layout, moments, questions, refusals, runs
from imports.messages.printed import LINES, THINGS, WORDS

__all__ = ["LANGUAGES", "LINES", "MESSAGES", "THINGS", "WORDS", "asked", "choice", "line", "text", "words"]

LANGUAGES = ("en", "nl")
MESSAGES: dict[str, dict[str, str]] = {
    **refusals.MESSAGES,
    **questions.MESSAGES,
    **layout.MESSAGES,
    **columns.MESSAGES,
    **cells.MESSAGES,
    **moments.MESSAGES,
    **runs.MESSAGES,
}
"""Code → language → sentence."""
_OF_CODES = {"choice_unknown", "choice_not_known"}  # they list what a cell may say, in the words for it


def text(code: str, language: str = "en", **params: Any) -> str:
    """The message of this code in this language, its places filled in; a missing one shows as –."""
    sentences = MESSAGES[code]
    if code in _OF_CODES and "choices" in params:
        listed = str(params["choices"]).split(", ")
        params["choices"] = ", ".join(_word(each, language) for each in listed)
    return _FILL.vformat(sentences[language], (), {**params, "language": language})


def asked(code: str, language: str = "en", **params: Any) -> str:
    """A question for who chooses from its answers: without how one is given elsewhere."""
    way = answers.WAYS.get(code, {}).get(language, "")
    sentence = MESSAGES[code][language].removesuffix(way)
    return _FILL.vformat(sentence, (), {**params, "language": language})


def choice(code: str, answer: str, language: str = "en", **params: Any) -> str:
    """An answer to that question in words."""
    sentence = answers.CHOICES.get(code, {}).get(answer, {}).get(language)
    return _FILL.vformat(sentence, (), {**params, "language": language}) if sentence else answer


def line(code: str, language: str = "en", /, **params: Any) -> str:
    """A line of what the commands print."""
    return LINES[code][language].format(**params)


def words(code: str, language: str = "en") -> str:
    """The name of a count or an outcome, as the commands print it."""
    return WORDS[code][language]


class _Filling(Formatter):
    def get_value(self, name: int | str, args: Any, params: Any) -> Any:
        value = params.get(name)
        if value is None:
            return "–"
        if name == "field_meant":
            return FIELDS[value].label(params["language"])
        return THINGS[value][params["language"]] if name == "what" else value


def _word(code: str, language: str) -> str:
    """The word that people write for a code; a code has the same one in all fields that know it."""
    return next((each[language][code] for each in CODE_WORDS.values() if code in each[language]), code)


_FILL = _Filling()
