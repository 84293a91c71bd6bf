"""What is wrong with the latest edit, said on the page too: who designs looks there, not at the terminal."""

import json
import traceback
from pathlib import Path

from reflex.utils.path_ops import write_file
from reflex.utils.prerequisites import get_web_dir

from monproduit.gallery.place import ROOT

_MODULE = """import {{ createElement }} from "react";
const text = {text};
export function Failure() {{ return text && createElement("pre", {{ className: "gallery-failure", role: "alert" }}, text); }}
"""


def show_failure(text: str = "") -> None:
    """Let the page say what is wrong, or nothing any more; what it says already is not sent again."""
    path, module = get_web_dir() / "gallery" / "failure.jsx", _MODULE.format(text=json.dumps(text))
    if not path.exists() or path.read_text() != module:
        write_file(path, module)


def explain(error: BaseException) -> str:
    """Return the line of the project where an error came up, then the error itself."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT / "monproduit")]
    said = "".join(traceback.format_exception_only(error)).replace(f"{ROOT}/", "").rstrip()
    return f"{Path(own[-1].filename).relative_to(ROOT)}, line {own[-1].lineno}\n{said}" if own and not isinstance(error, SyntaxError) else said
