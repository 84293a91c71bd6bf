"""Literal views of articles, documents, videos, forums, the vendor's page and the search."""

from monproduit.views.knowledge import ArticleCard, ArticleList, ArticlePage, Bit, Heading, LanguageChoice
from monproduit.views.search import Hit, HitGroup
from monproduit.views.shelves import DocumentGroup, DocumentLine, DocumentShelf, ForumLine, ForumList, VideoCard, VideoShelf
from monproduit.views.vendor import PlanCard, SeverityLine, TelephoneLine, VendorPage

LANGUAGES = [LanguageChoice("fr", "Français", "9", is_current=True), LanguageChoice("en", "Anglais", "3", is_current=False)]
_STOPPED = ArticleCard(
    "archivage-interrompu",
    "fr",
    "L’archivage s’interrompt avec le code 1603",
    "Archivo · 7.2, 7.2.1",
    [Bit("Une tâche s’arrête avec le message «\u00a0"), Bit("1603", is_marked=True), Bit("\u00a0: volume verrouillé\u00a0».")],
)
_SLOW = ArticleCard("restauration-lente", "fr", "Accélérer une restauration depuis le site de secours", "Archivo, Archivo Cloud")
ARTICLES = ArticleList([_STOPPED, _SLOW], "52 articles", "", LANGUAGES, "3 articles sur d’autres produits", 50, "Afficher 50 de plus")
ARTICLE = ArticlePage(
    key="archivage-interrompu",
    language="fr",
    title=_STOPPED.title,
    body="<p>Une tâche commence, puis s’arrête.</p><h2 id='cause'>Cause</h2><p>Un antivirus tient le dossier <code>transit</code> ouvert.</p>",
    about=_STOPPED.about,
    updated="Mis à jour le 19 nov. 2026",
    headings=[Heading("cause", "Cause"), Heading("windows", "Sous Windows", 3), Heading("verifier", "Vérifier")],
    related=[_SLOW],
)
_GUIDE = DocumentLine(
    "guide", "Guide d’installation 7.2.1", "Guide", "7.2.1", "Français", "5 nov. 2026", "4 Mo", "https://docs.editeur.example/g.pdf", is_outside=True
)
_NOTES = DocumentLine("notes", "Notes de version", "", "Toutes", "Anglais", "—", "", "/files/documents/notes", is_outside=False)
DOCUMENTS = DocumentShelf([DocumentGroup("archivo", "Archivo", [_GUIDE, _NOTES])], "2 documents", LANGUAGES)
_VIDEO = VideoCard(
    "a", "Premiers pas avec Archivo", "Installer l’agent, vérifier l’archive.", "Archivo", "5:12", "https://videos.editeur.example/a", "frame", 1
)
VIDEOS = VideoShelf(
    [
        _VIDEO,
        VideoCard("b", "Un titre assez long pour tenir sur plus d’une ligne de la carte", "", "Tous les produits", "", "/files/videos/b", "file", 3),
        VideoCard("c", "Hébergée ailleurs", "", "Vigie · anglais", "3:07", "https://autre.example/c", "elsewhere", 5),
    ],
    "3 vidéos",
    LANGUAGES,
)
_FORUM = ForumLine("Archivo", "https://forum.editeur.example/archivo", "forum.editeur.example", is_mine=True)
FORUMS = ForumList(ForumLine("Forum général", "https://forum.editeur.example", "forum.editeur.example", is_mine=True), [_FORUM], [])
VENDOR = VendorPage(
    "Éditeur Exemple",
    "support@editeur.example",
    [TelephoneLine("France", "+33 1 99 00 12 34", "tel:+33199001234", "08:00–19:00")],
    [PlanCard("Standard", "Les jours ouvrés."), PlanCard("Premier", "")],
    [SeverityLine("1 – critique, l’activité est arrêtée", ["1 h", "30 min"]), SeverityLine("4 – question ou suggestion", ["1 jour ouvré", "4 h"])],
)
FOUND = [
    HitGroup("license", "Licences", [Hit("1", "204-771-350", "Vigie · Active · 7 déc. 2026", "/fr/licenses/204-771-350")]),
    HitGroup("page", "Pages", [Hit("/contact", "Téléphone et e-mail", "", "/fr/contact")]),
]
