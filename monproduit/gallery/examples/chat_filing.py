"""How a chat goes into a service request."""

from monproduit.components.chat_filing import FilingDeeds, filing_buttons, filing_dialogs
from monproduit.gallery.example import Example, Size, State, deeds, example
from monproduit.gallery.examples.license_dialogs import OPEN, REFUSED
from monproduit.views.alerts import Choice
from monproduit.views.chat import ChatFiling

FILING = ChatFiling(
    [Choice("SR-1001", "SR-1001 · Échec d’archivage")], [Choice("archivo", "Archivo"), Choice("vigie", "Vigie")], [Choice("3", "3 – mineure")]
)


@example(size=Size.SMALL)
def buttons() -> Example:
    """The two ways."""
    return Example(filing_buttons, deeds(FilingDeeds))


@example(State.MANY)
def dialogs() -> Example:
    """Join one that is open, or create one."""
    return Example(filing_dialogs, FILING, OPEN, deeds(FilingDeeds))


@example(State.EMPTY, State.ERROR)
def refused() -> Example:
    """None is open, and creating one was refused."""
    return Example(filing_dialogs, ChatFiling([], FILING.products, FILING.severities), REFUSED, deeds(FilingDeeds))
