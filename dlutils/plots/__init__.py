"""Every figure of the course is drawn with one style and shown with a description.

Drawing functions take the axes, draw on them and hand them back; computing is done elsewhere.
`show(fig, alt="...")` displays the finished figure, with words for readers who cannot see it.
"""

from .arrays import draw_array, draw_broadcast
from .curves import draw_costs, draw_lines, label_line_ends
from .images import draw_image
from .neuron import draw_descent, draw_fit, draw_secant
from .show import Picture, picture, show
from .style import colors, contrast, darker, number, use_style

__all__ = [
    "Picture",
    "colors",
    "contrast",
    "darker",
    "draw_array",
    "draw_broadcast",
    "draw_costs",
    "draw_descent",
    "draw_fit",
    "draw_image",
    "draw_lines",
    "draw_secant",
    "label_line_ends",
    "number",
    "picture",
    "show",
    "use_style",
]
