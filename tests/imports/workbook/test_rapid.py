"""What the pattern takes is what XML says: the same rows as by expat alone, however they are written."""

import random

import pytest

from imports.workbook import Limits, rapid
from imports.workbook.limits import Watch
from imports.workbook.sheets import Layout
from imports.workbook.xlsx import open_xlsx
from tests.imports.books import SHEET, book_of, sheet_xml, with_part

STYLES = (
    b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>'
    b'<numFmt numFmtId="164" formatCode="[$\xe2\x82\xac-413] #,##0.00"/></numFmts><cellXfs>'
    b'<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="46"/></cellXfs></styleSheet>'
)
STRINGS = (
    b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>nul</t></si>'
    b'<si><t xml:space="preserve"> een </t></si><si><r><t>tw</t></r><r><t>ee</t></r><rPh><t>x</t></rPh></si>'
    b"<si><t>drie &amp; vier_x000D_\n</t></si><si><t>  </t></si><si/></sst>"
)
PACKAGE = with_part(with_part(book_of([["x"]]), "xl/styles.xml", STYLES), "xl/sharedStrings.xml", STRINGS)


def read(rows):
    """The rows as the reader gives them, and what it learnt of the sheet."""
    content = with_part(PACKAGE, SHEET, sheet_xml(rows))
    layout = Layout()
    found = list(open_xlsx(content, Watch(Limits())).sheets[0].rows(layout))
    return found, layout.formats, layout.merges


def by_expat(rows, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(rapid.Rapid, "take", lambda _, text, at: at)
        patched.setattr(rapid.Rapid, "odd_row", lambda _, text, at: 0)
        return read(rows)


def cell(draw, column, number):
    at = f' r="{column}{number}"'
    return draw.choice(
        [
            "",
            f'<c{at} t="inlineStr"><is><t>tekst {number}</t></is></c>',
            f'<c{at} t="inlineStr"><is><t xml:space="preserve"> a &lt;b&gt; &#233; </t></is></c>',
            f'<c{at} t="inlineStr"><is><t>   </t></is></c>',
            f'<c{at} t="inlineStr"><is><r><t>een</t></r><r><t>twee</t></r></is></c>',
            f'<c{at} t="s"><v>{number % 6}</v></c>',
            f"<c{at}><v>{number}</v></c>",
            f'<c{at} t="n"><v>{number}.25</v></c>',
            f'<c{at} s="1"><v>{45000 + number}</v></c>',
            f'<c{at} s="2"><v>12.5</v></c>',
            f'<c{at} s="3"><v>1.5</v></c>',
            f'<c{at} s="1"/>',
            f'<c{at} s="2"></c>',
            f"<c s='2' r='{column}{number}'><v>7</v></c>",
            f'<c{at} t="b"><v>1</v></c>',
            f'<c{at} t="e"><v>#N/A</v></c>',
            f'<c{at} t="d"><v>2024-02-29</v></c>',
            f'<c{at} t="str"><f>A1&amp;"x"</f><v>uit &amp; thuis</v></c>',
            f'<c{at} s="2"><f>SUM(A1:A2)</f><v>3.5</v></c>',
            f'<c{at}><f t="shared" si="0"/><v>8</v></c>',
            f"<c{at}><f>NOW()</f></c>",
            f"<c{at}><f>NOW()</f><v></v></c>",
            f"<c{at}><v>1</v><extLst/></c>",
            f"<c{at}><!-- <c><v>9</v></c> --><v>2</v></c>",
            f"<c{at}><v><![CDATA[3]]></v></c>",
            f'<c{at} cm="1"><v>4</v></c>',
        ]
    )


def sheet(draw, odd):
    """Rows in a few fixed ways, as programs write them, and a share in any way at all."""
    ways = [[draw.random() for _ in "ABCDE"] for _ in range(2)]
    rows = []
    for number in range(1, 120):
        if draw.random() < odd:
            cells = "".join(cell(draw, column, number) for column in "ABCDE")
            head = draw.choice(
                [
                    "<row>",
                    f'<row r="{number}" hidden="1">',
                    f"<row r='{number}'>",
                    f'<row r="{number}" ht="1/2">',
                ]
            )
            rows.append(f"{head}{cells}</row>")
            rows.append(
                draw.choice(["", "\n  ", "<!-- x -->", f'<row r="{number}"/>', "<row/>", '<row s="1"/>'])
            )
        else:
            seeds = draw.choice(ways)
            cells = "".join(
                cell(random.Random(seed), column, number) for seed, column in zip(seeds, "ABCDE", strict=True)
            )
            rows.append(f'<row r="{number}" spans="1:5">{cells}</row>')
    return "".join(rows)


@pytest.mark.parametrize("odd", [0.0, 0.05, 0.5, 1.0])
@pytest.mark.parametrize("seed", range(12))
def test_the_pattern_and_expat_agree(seed, odd, monkeypatch):
    rows = sheet(random.Random(f"{seed} {odd}"), odd)
    assert read(rows) == by_expat(rows, monkeypatch)


def test_nearly_all_rows_of_a_plain_list_are_taken_by_the_pattern(monkeypatch):
    loose = []
    whole = rapid.Rapid.take_loose
    monkeypatch.setattr(rapid.Rapid, "take_loose", lambda own, piece: loose.append(1) or whole(own, piece))
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>naam {at}</t></is></c>'
        + (f'<c r="B{at}" s="2"><v>{at}.5</v></c>' if at % 3 else "")
        + "</row>"
        for at in range(1, 60_000)
    )
    found, _, _ = read(rows)
    assert len(found) == 59_999
    assert found[-1].cells == ("naam 59999", 59999.5)
    assert found[-3].cells == ("naam 59997",)
    assert len(loose) < 10


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2"><!-- </row><row r="3"><c r="A3"><v>9</v></c></row> -->'
        '<c r="A2"><v>2</v></c></row><row r="4"><c r="A4"><v>4</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v><![CDATA[</row>'
        '<row r="3"><c r="A3"><v>9</v></c></row>]]></v></c></row>'
        '<row r="4"><c r="A4"><v>4</v></c></row>',
        '<!-- <row r="3"><c r="A3"><v>9</v></c></row> --><row r="4"><c r="A4"><v>4</v></c></row>',
    ],
)
def test_rows_that_a_comment_hides_stay_hidden(rows, monkeypatch):
    found = read(rows)
    assert found == by_expat(rows, monkeypatch)
    assert [row.number for row in found[0]][-1] == 4
    assert 3 not in [row.number for row in found[0]]


def test_rows_without_cells_count_too(monkeypatch):
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + '<row r="7" s="1"/>' * 40_000 + "<row/>" * 9
    rows += "<row><c><v>2</v></c></row>"
    found = read(rows)
    assert found == by_expat(rows, monkeypatch)
    assert [row.number for row in found[0]] == [1, 17]


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="str"><v>&undefined;</v></c></row>',
        '<row r="1"><c r="A1" t="str"><v>a & b</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></d></row>',
        '<row r="1"><c r="A1"><v>1</v></c>',
    ],
)
def test_what_is_no_xml_or_points_nowhere_is_not_read(rows):
    with pytest.raises(Exception, match=r".") as broken:
        read(rows)
    assert type(broken.value).__name__ in ("ValueError", "IndexError", "ExpatError")
