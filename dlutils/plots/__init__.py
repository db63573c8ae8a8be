"""Every figure of the course is drawn with one style and shown with a description.

Drawing functions take the axes, draw on them and hand them back; computing is done elsewhere.
`show(fig, alt="...")` displays the finished figure, with words for readers who cannot see it.
"""

from .arrays import draw_array, draw_broadcast
from .chords import draw_chord
from .curves import draw_costs, draw_lines, label_line_ends
from .cycle import draw_cycle
from .graph import draw_gears, draw_neuron_graph
from .hidden import draw_network, draw_regions, draw_two_classes
from .images import draw_image
from .lamps import draw_lamps
from .landscape import draw_contours, draw_paths, draw_surface
from .losses import draw_cross_entropy
from .neuron import draw_descent, draw_fit, draw_secant
from .shapes import draw_shapes
from .show import Picture, picture, show
from .style import colors, contrast, darker, number, use_style
from .windows import draw_kernels, draw_pixels, draw_taps

__all__ = [
    "Picture",
    "colors",
    "contrast",
    "darker",
    "draw_array",
    "draw_broadcast",
    "draw_chord",
    "draw_contours",
    "draw_costs",
    "draw_cross_entropy",
    "draw_cycle",
    "draw_descent",
    "draw_fit",
    "draw_gears",
    "draw_image",
    "draw_kernels",
    "draw_lamps",
    "draw_lines",
    "draw_neuron_graph",
    "draw_network",
    "draw_paths",
    "draw_pixels",
    "draw_regions",
    "draw_secant",
    "draw_surface",
    "draw_shapes",
    "draw_taps",
    "draw_two_classes",
    "label_line_ends",
    "number",
    "picture",
    "show",
    "use_style",
]
