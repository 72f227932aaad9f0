"""Charts of a workbook's own kind, drawn from figures that stand on the same page."""

from __future__ import annotations

from typing import Any

from openpyxl.chart import BarChart, BubbleChart, Reference, Series
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import DataPoint
from openpyxl.chart.shapes import GraphicalProperties

from imports.workbook.writing.sheets import Chart, Panel, Tone
from imports.workbook.writing.styles import BAND, LINES

WIDTH, HEIGHT = 34.0, 11.5
"""In centimetres: the width of what is printed, and the rows kept free for a chart."""


def draw(page: Any, panel: Panel, first: int, beside: int, *, anchor: str) -> None:
    """Put the panel's chart on the page; its figures stand from row `first` on, its header there.

    The figures that are only drawn begin in column `beside`.
    """
    chart = panel.chart
    if chart is None:
        return
    if chart.kind == "bubbles":
        made = _bubbles(page, chart, first, len(panel.beside), beside)
    else:
        made = _bars(page, chart, first, len(panel.rows))
    made.title = None
    made.width, made.height = WIDTH, HEIGHT
    if len(chart.series) == 1:
        made.legend = None
    else:
        made.legend.position = "b"
    for axis, title in ((made.x_axis, chart.across), (made.y_axis, chart.up)):
        axis.delete = False
        axis.title = title or None
        axis.majorGridlines = axis.majorGridlines if axis is made.y_axis else None
    page.add_chart(made, anchor)


def _bars(page: Any, chart: Chart, first: int, rows: int) -> Any:
    made = BarChart()
    made.type = "bar" if chart.kind == "bars" else "col"
    made.grouping = "stacked"
    made.overlap = 100
    made.gapWidth = 60
    for place, at in enumerate(chart.series):
        figures = Reference(page, min_col=at, min_row=first, max_row=first + rows)
        made.add_data(figures, titles_from_data=True)
        made.series[-1].graphicalProperties = GraphicalProperties(solidFill=_colour(chart, place))
    made.set_categories(Reference(page, min_col=1, min_row=first + 1, max_row=first + rows))
    if len(chart.series) == 1:
        for at in range(len(chart.tones)):
            point = DataPoint(idx=at, spPr=GraphicalProperties(solidFill=_colour(chart, at)))
            made.series[0].dPt.append(point)
    if chart.kind == "bars":
        made.x_axis.scaling.orientation = "maxMin"
        made.y_axis.crosses = "max"
    made.y_axis.numFmt = "#,##0"
    made.y_axis.number_format = "#,##0"
    return made


def _bubbles(page: Any, chart: Chart, row: int, rows: int, beside: int) -> Any:
    made = BubbleChart()
    made.style = 18
    made.bubbleScale = 40
    for place, spots in enumerate(chart.series):
        columns = [beside + each - 1 for each in spots]
        values = [Reference(page, min_col=at, min_row=row + 1, max_row=row + rows - 1) for at in columns]
        title = page.cell(row, columns[-1]).value
        series = Series(values=values[1], xvalues=values[0], zvalues=values[2], title=title)
        series.graphicalProperties = GraphicalProperties(solidFill=_colour(chart, place))
        made.series.append(series)
    made.x_axis.scaling.min, made.x_axis.scaling.max = -1, chart.most_across
    made.y_axis.scaling.min, made.y_axis.scaling.max = 0, chart.most_up
    made.x_axis.majorUnit = made.y_axis.majorUnit = 1
    made.layout = Layout(ManualLayout(x=0.06, y=0.04, w=0.9, h=0.72, layoutTarget="inner"))
    return made


def _colour(chart: Chart, place: int) -> str:
    if place < len(chart.tones):
        return LINES[Tone(chart.tones[place])]
    return BAND
