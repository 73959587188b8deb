"""Documents: reportlab draws what the proposal value holds. They format and never compute.

The settings come before any other reportlab module is imported, or unembedded Helvetica leaks into the file as the drawing
state's and the tables' default face, which an archival PDF may not hold.
"""

from reportlab import rl_config

rl_config.canvas_basefontname = "Inter"
rl_config.defaultGraphicsFontName = "Inter"

from reportlab.lib.fonts import addMapping  # noqa: E402 - reads the settings above

for bold, italic in ((0, 0), (0, 1), (1, 0), (1, 1)):
    addMapping("Inter", bold, italic, "Inter-SemiBold" if bold else "Inter")
