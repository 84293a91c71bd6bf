"""What examples say in English, where the portal's own catalogue does not know it. What is not here stays French, as what customers wrote does."""

import re

_COUNTED = {
    "alerte": "alert",
    "article": "article",
    "demande": "request",
    "document": "document",
    "envoi": "delivery",
    "fichier": "file",
    "vidéo": "video",
    "licence": "license",
    "membre": "member",
    "jour": "day",
    "résultat": "result",
    "actualité": "news item",
}
_PATTERNS = [
    (r"^([\d\s\u202f]+) demandes? de service en tout$", r"\1 service requests in all"),
    (r"^([\d\s\u202f]+) ouvertes?$", r"\1 open"),
    (r"^([\d\s\u202f]+) produits? trouvés?$", r"\1 products found"),
    (r"^([\d\s\u202f]+) licences? trouvées?$", r"\1 licenses found"),
    (r"^Les (\d+) premières de ([\d\s\u202f]+) licences ; précisez votre recherche$", r"The first \1 of \2 licenses; narrow your search"),
    (r"^1 nouvelle alerte$", r"1 new alert"),
    (r"^(\d+) nouvelles alertes$", r"\1 new alerts"),
    (r"^1 nouveau message$", r"1 new message"),
    (r"^(\d+) nouveaux messages$", r"\1 new messages"),
    (r"^(\d+) nouvelles demandes$", r"\1 new requests"),
    (r"^(\d+) nouvelles?$", r"\1 new"),
    (r"^(\d+) sur (\d+)$", r"\1 of \2"),
    (r"^(\d+) versions? de retard$", r"\1 behind"),
    (r"^Afficher encore (\d+)$", r"Show \1 more"),
    (r"^Afficher (\d+) de plus$", r"Show \1 more"),
    (r"^Expire dans (\d+) jours$", r"Expires in \1 days"),
    (r"^Expiré depuis (\d+) jours$", r"Expired \1 days ago"),
    (r"^jusqu’au (.+)$", r"until \1"),
    (r"^depuis le (.+)$", r"since \1"),
    (r"^à partir du (.+)$", r"from \1"),
    (r"^Support jusqu’au (.+)$", r"Support until \1"),
    (r"^Support arrêté le (.+)$", r"Support ended on \1"),
    (r"^publiée le (.+)$", r"published on \1"),
    (r"^Publiée le (.+)$", r"Published on \1"),
    (r"^masqué le (.+)$", r"hidden on \1"),
    (r"^Créée le (.+)$", r"Made on \1"),
    (r"^lue le (.+)$", r"read on \1"),
    (r"^Mis à jour le (.+)$", r"Updated on \1"),
    (r"^modifiée le (.+)$", r"edited on \1"),
    (r"^Maintenance jusqu’au (.+)$", r"Maintenance until \1"),
    (r"^Maintenance terminée le (.+)$", r"Maintenance ended on \1"),
    (r"^En échec depuis le (.+)$", r"Failing since \1"),
    (r"^Désactivée le (.+)$", r"Disabled on \1"),
    (r"^Demandé par (.+) le (.+)$", r"Asked for by \1 on \2"),
    (r"^Jusqu’au (.+)$", r"Until \1"),
    (r"^Aujourd’hui, (.+)$", r"Today, \1"),
    (r"^(7\.2\.1|12\.4) du (.+)$", r"\1 of \2"),
    (r"^(\d) – importante$", r"\1 – major"),
    (r"^(\d) – mineure$", r"\1 – minor"),
    (r"^[Pp]remière réponse sous (\d+) h$", r"first answer within \1 h"),
    (r"^Toutes les versions \((\d+)\)$", r"All versions (\1)"),
    (r"^et (\d+) autres versions$", r"and \1 other versions"),
    (r"^(\d+) articles sur d’autres produits$", r"\1 articles on other products"),
    (r"^Version (\S+) disponible$", r"Version \1 is available"),
    (r"^Corrigée en (\S+) ; vous avez (\S+)$", r"Fixed in \1; you have \2"),
    (r"^Corrigée en (\S+) ; vous l’avez\.$", r"Fixed in \1; you have it."),
    (r"^Produit (\d+)$", r"Product \1"),
]
_KNOWN = {
    "Expiré": "Expired",
    "Français": "French",
    "Actualités": "News",
    "Sauvegarde et reprise": "Backup and recovery",
    "Sauvegarde": "Backup",
    "Supervision": "Monitoring",
    "Échec d’archivage": "Archiving fails",
    "Échec d’archivage sur le serveur de fichiers": "Archiving fails on the file server",
    "Restauration lente": "Restoring is slow",
    "Faille dans l’agent": "Flaw in the agent",
    "Faille dans l’agent de sauvegarde": "Flaw in the backup agent",
    "Fin de support de la 6.9": "End of support of 6.9",
    "Fin de prise en charge de la version 15": "Version 15 is no longer supported",
    "Webinaire": "Webinar",
    "Ce numéro ne nous est pas connu.": "We do not know this number.",
    "Ce numéro ne nous est pas connu. Vérifiez-le dans l’e-mail d’achat.": "We do not know this number. Check it in the purchase e-mail.",
    "1 licence sur 3 peut être ajoutée.": "1 license of 3 can be added.",
    "Cette licence d’Archivo est déjà enregistrée sur votre compte.": "This license of Archivo is on your account already.",
    "Archivo Cloud, Enterprise · Vous en serez l’administrateur.": "Archivo Cloud, Enterprise · You will be its administrator.",
    "Nora Weiss demande à rejoindre « Production Lyon ».": "Nora Weiss asks to join “Production Lyon”.",
    "Votre demande pour Vigie attend la réponse d’un administrateur.": "Your request for Vigie waits for an administrator.",
    "Un administrateur a refusé votre demande pour Sésame.": "An administrator refused your request for Sésame.",
    "Cela n’a pas été possible. Réessayez dans un moment.": "That was not possible. Try again in a moment.",
    "Écrivez d’abord votre message.": "Write your message first.",
    "Donnez un titre à la demande.": "Give the request a title.",
    "Donnez un titre à l’alerte.": "Give the alert a title.",
    "Écrivez un texte.": "Write a text.",
    "Elle est montrée à 128 personnes.": "It is shown to 128 people.",
    "Nora Weiss a modifié cette alerte pendant que vous l’écriviez.": "Nora Weiss changed this alert while you were writing.",
    "Quitter le groupe ?": "Leave the group?",
    "Vous ne verrez plus ses licences.": "You will no longer see its licenses.",
    "Vos licences de ce produit sont suspendues ou révoquées.": "Your licenses of this product are suspended or revoked.",
    "Vos licences de ce produit n’ont pas de contrat de maintenance.": "Your licenses of this product have no maintenance contract.",
    "Votre rôle d’utilisateur de licence ne permet pas de télécharger.": "Your role of license user does not allow downloads.",
    "archivo-7.2.1.zip est authentique.": "archivo-7.2.1.zip is authentic.",
    "archivo-7.2.1.zip est endommagé ou modifié.": "archivo-7.2.1.zip is damaged or was changed.",
    "Ne l’installez pas : téléchargez-le de nouveau.": "Do not install it: download it again.",
    "Cet article n’existe qu’en anglais.": "This article exists in French only.",
    "Le support est là : quelqu’un vous répond dans un instant.": "Support is there: somebody answers in a moment.",
    "Sam Morel a rejoint la conversation.": "Sam Morel has joined the conversation.",
    "Sam Morel écrit…": "Sam Morel is writing…",
    "3 conversations vous attendent": "3 conversations wait for you",
    "Vous écrivez plus vite que nous ne lisons.": "You write faster than we read.",
    "Voici le jeton. Il n’est montré qu’une fois : gardez-le bien.": "Here is the token. It is shown this once: keep it well.",
    "Actions pour Archivo": "Actions for Archivo",
    "tel que vos collègues le connaissent": "as your colleagues know it",
    "En conversation avec Sam Morel": "In conversation with Sam Morel",
    "jamais lue": "never read",
}


def english(text: str) -> str:
    """Return a text of an example in English, or as it is."""
    if text in _KNOWN:
        return _KNOWN[text]
    for pattern, meaning in _PATTERNS:
        if re.match(pattern, text):
            return re.sub(pattern, meaning, text)
    counted = re.match(r"^([\d\s\u202f]+) (\w+?)s?$", text)
    if counted and counted[2] in _COUNTED:
        return _many(counted[1], _COUNTED[counted[2]])
    return text


def _many(count: str, name: str) -> str:
    if count == "1":
        return f"{count} {name}"
    return f"{count} {name[:-1]}ies" if name.endswith("y") and name != "day" else f"{count} {name}s"
