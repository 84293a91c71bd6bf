"""The line between a page and the server: what socket.io learns late of a broken one, told at once."""

from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_components_core.base.fragment import Fragment
from reflex_components_core.core.banner import has_connection_errors

_WATCH = """const nothing = () => {};
const line = { isSilent: false, ask: nothing, end: nothing, told: nothing };
{
  const PATIENCE = 2000;
  const { open } = Manager.prototype;
  let watched;
  const tell = (isSilent) => {
    if (line.isSilent === isSilent) return;
    line.isSilent = isSilent;
    line.told();
  };
  const watch = (manager, engine) => {
    let wait = setTimeout(() => ask(), PATIENCE);
    const heard = () => {
      wait = clearTimeout(wait);
      tell(false);
    };
    const ask = () => {
      clearTimeout(wait);
      wait = setTimeout(tell, PATIENCE, true);
      const socket = manager.nsps["/_event"];
      if (socket?.connected) socket.emit("ping");
    };
    line.ask = ask;
    line.end = () => { if (manager._readyState === "opening") engine.close(); };
    engine.on("packetCreate", ({ type }) => { if (type === "message") wait ??= setTimeout(ask, PATIENCE); });
    engine.on("packet", heard);
    engine.once("close", (reason) => {
      heard();
      if (line.ask === ask) line.ask = nothing;
      if (manager._readyState === "opening") engine.emit("error", new Error(reason));
    });
  };
  Manager.prototype.open = function (...given) {
    open.apply(this, given);
    if (this.engine !== watched) watch(this, (watched = this.engine)); // the first may be opening already
    return this;
  };
}"""


class Line(Fragment):
    """Watch every line that is opened.

    One that closes before the server's first word counts as one that failed, and another is opened; socket.io would wait for that word for 20 s.
    One on which nothing is heard for 2 s after something was said is asked for a sign of life, and is silent when none comes within 2 s more.
    """

    def add_imports(self) -> dict[str, ImportVar]:
        """Import what opens lines, which Reflex has already."""
        return {"socket.io-client": ImportVar(tag="Manager", install=False)}

    def add_custom_code(self) -> list[str]:
        """Tell it before the first line is opened."""
        return [_WATCH]


def is_interrupted() -> Any:
    """Tell whether the line is gone or silent.

    Without a network it is silent until something is heard, and it is tried as soon as there is one again.
    """
    state = "const [isSilent, setIsSilent] = useState(false);"
    reconnect = "const reconnect = useContext(EventLoopContext)[0];"
    effect = """useEffect(() => {
      const show = () => setIsSilent(line.isSilent);
      const away = () => { line.isSilent = true; line.ask(); show(); };
      const back = () => { line.end(); reconnect([]); line.ask(); };
      line.told = show;
      window.addEventListener("offline", away);
      window.addEventListener("online", back);
      return () => {
        window.removeEventListener("offline", away);
        window.removeEventListener("online", back);
      };
    }, []);"""
    imports = {"react": [ImportVar(tag="useState"), ImportVar(tag="useEffect"), ImportVar(tag="useContext")]}
    imports["$/utils/context"] = [ImportVar(tag="EventLoopContext")]
    is_silent = rx.Var("isSilent", _var_type=bool, _var_data=VarData(imports=imports, hooks={state: None, reconnect: None, effect: None}))
    return is_silent | has_connection_errors
