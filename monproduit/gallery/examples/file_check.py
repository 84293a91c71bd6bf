"""Whether a file is authentic."""

from monproduit.components.file_check import file_check, file_verdict
from monproduit.gallery.example import Example, Size, State, example, nothing, var
from monproduit.views.software import FileVerdict

KNOWN = FileVerdict("known", "archivo-7.2.1.zip est authentique.", "Son contenu est exactement celui que nous publions : Archivo 7.2.1.")


@example(State.EMPTY, size=Size.WIDE)
def before() -> Example:
    """Before a file is dropped."""
    return Example(file_check, var(None, FileVerdict), on_identify=nothing)


@example(State.ONE, size=Size.WIDE)
def after() -> Example:
    """A file was dropped."""
    return Example(file_check, KNOWN, on_identify=nothing)


@example(State.ONE)
def known() -> Example:
    """An authentic file."""
    return Example(file_verdict, KNOWN)


@example(State.ERROR)
def differs() -> Example:
    """A file that was changed."""
    return Example(
        file_verdict, FileVerdict("differs", "archivo-7.2.1.zip est endommagé ou modifié.", "Ne l’installez pas : téléchargez-le de nouveau.")
    )


@example(State.EMPTY)
def unknown() -> Example:
    """A file that nobody knows."""
    return Example(file_verdict, FileVerdict("unknown", "photo.jpg ne nous est pas connu.", "Aucun fichier publié pour vos produits n’a ce contenu."))
