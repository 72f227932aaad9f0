"""Pictures of a relationship and of a portfolio, drawn on the server as SVG.

Each is a small frozen record of what it shows: `svg()` gives the picture, `text()` the same in words of the
active language. They know no database and no request. Each comes small (for lists, 120 wide) and large.
"""

from web.pictures.deadlines import DeadlineMonth, Deadlines
from web.pictures.drawing import Picture
from web.pictures.heatmap import Heatmap, HeatmapRow
from web.pictures.ladder import Ladder
from web.pictures.matrix import Bubble, Matrix, MatrixCell
from web.pictures.matrix_narrow import NarrowMatrix
from web.pictures.rail import Rail, Trend
from web.pictures.spread import Spread
from web.pictures.strip import Strip, StripCell
from web.pictures.trend import TrendChart, TrendMonth

__all__ = [
    "Bubble",
    "DeadlineMonth",
    "Deadlines",
    "Heatmap",
    "HeatmapRow",
    "Ladder",
    "Matrix",
    "MatrixCell",
    "NarrowMatrix",
    "Picture",
    "Rail",
    "Spread",
    "Strip",
    "StripCell",
    "Trend",
    "TrendChart",
    "TrendMonth",
]
