"""What the chat shows, by example."""

from monproduit.views.alerts import Choice
from monproduit.views.chat import ChatFiling, ChatLineView, ChatPanel, DeskChat, DeskLine, DeskProduct

LINES = [
    ChatLineView(
        1, "text", "Vous", "CL", "Bonjour, la sonde de Lyon n’envoie plus de mesures.\nLe journal dit : connexion refusée.", "9:41", is_mine=True
    ),
    ChatLineView(2, "joined", "Sam Morel", "SM", "Sam Morel a rejoint la conversation.", "9:42"),
    ChatLineView(3, "text", "Sam Morel", "SM", "Bonjour Claire. Le port 8443 est-il ouvert ?", "9:42"),
    ChatLineView(4, "request", "Sam Morel", "SM", "Cette conversation est liée à la demande SR-1009.", "9:44"),
]
NOBODY = ChatPanel(words="Personne n’est disponible pour le moment.")
WAITING = ChatPanel(1, 1, "waiting", "", "Le support est là : quelqu’un vous répond dans un instant.", is_there=True)
JOINED = ChatPanel(1, 4, "joined", "Sam Morel", "vous répond.", is_there=True, request="SR-1009")
ENDED = ChatPanel(1, 4, "ended", "", "Cette conversation est terminée. Écrivez pour en commencer une autre.", is_there=True)
DESK_LINES = [
    DeskLine(1, "waiting", "Bruno Petit", "BP", "Comment installer Vigie sans accès à Internet ?", "9:45", ""),
    DeskLine(2, "mine", "Claire Laurent", "CL", "Oui, hier soir !", "9:44", "Sam Morel", 2, "2 nouveaux messages"),
]
CHAT = DeskChat(2, 4, "Claire Laurent", "claire@exemple.fr", "En conversation avec Sam Morel", "", is_open=True, is_mine=True, may_file=True)
PRODUCTS = [DeskProduct("Archivo", "in_force", "En vigueur", "Premier"), DeskProduct("Vigie", "expired", "Expiré", "Standard")]
FILING = ChatFiling(
    [Choice("SR-1001", "SR-1001 · Échec d’archivage")], [Choice("archivo", "Archivo"), Choice("vigie", "Vigie")], [Choice("3", "3 – mineure")]
)
