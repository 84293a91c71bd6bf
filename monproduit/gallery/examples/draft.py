"""Forms that the browser keeps, and the files that go ahead of them."""

from monproduit.components.draft import Files, draft_form, file_field
from monproduit.gallery.example import LONG_WORD, Example, State, example, nothing, var
from monproduit.gallery.frames import in_form, words
from monproduit.views.request_pages import AttachmentLine

NO_FILES = Files(var([], list[AttachmentLine]), nothing, nothing, 5, 10)
FILES = Files(
    [
        AttachmentLine("a", "diagnostic-réseau.txt", "12,4 ko"),
        AttachmentLine("b", "une capture au nom vraiment très long du 24 novembre.png", "1,2 Mo"),
    ],
    nothing,
    nothing,
    5,
    10,
)


@example(State.EMPTY, frame=in_form)
def no_files() -> Example:
    """No file yet."""
    return Example(file_field, NO_FILES)


@example(State.MANY, frame=in_form)
def files() -> Example:
    """Two files."""
    return Example(file_field, FILES)


@example(State.LONG, frame=in_form)
def long_words() -> Example:
    """A name without a place to break."""
    return Example(file_field, Files([AttachmentLine("a", f"{LONG_WORD}.txt", "12,4 ko")], nothing, nothing, 5, 10))


@example(State.ONE)
def form() -> Example:
    """A form that is kept."""
    return Example(draft_form, "example", Example(words, "Ce qui est écrit ici est gardé par le navigateur."), sent=var(""), on_submit=nothing)
