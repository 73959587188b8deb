"""The sample deals that the desk offers."""

from omnidesk.i18n import marked
from omnidesk.ui.desk.deal_list import Sample

SAMPLES = (
    Sample("seeker-startup.yaml", "Pixelgarten Labs", marked("a start-up explores with three agents")),
    Sample("apprentice-agency.yaml", "Nordlicht Kommunikation", marked("an agency with usage")),
    Sample("architect-broadcaster.yaml", "Aurora Broadcast", marked("a broadcaster with all five revenue models")),
)
