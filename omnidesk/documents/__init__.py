"""Documents: reportlab draws what the proposal value holds. They format and never compute.

The settings come before any other reportlab module is imported, or unembedded Helvetica leaks into the file as the
default face of drawing state and tables, which an archival PDF may not hold. Streams stay binary: text would only be
unpacked again.
"""

from reportlab import rl_config

rl_config.canvas_basefontname = "Inter"
rl_config.defaultGraphicsFontName = "Inter"
rl_config.useA85 = 0

from reportlab.lib.fonts import addMapping  # noqa: E402 - its importers read the settings above

addMapping("Inter", 0, 0, "Inter")
addMapping("Inter", 0, 1, "Inter")
addMapping("Inter", 1, 0, "Inter-SemiBold")
addMapping("Inter", 1, 1, "Inter-SemiBold")
