/* Search everywhere: open with Ctrl-K, choose with the arrows while the focus stays in the field, go with Enter. */
(() => {
  const dialog = () => document.getElementById("search-dialog");
  const field = (box) => box.querySelector("[role=combobox]");
  const hits = (box) => [...box.querySelectorAll("[role=option]")];
  const isFresh = (box) => (box.dataset.text ?? "") === field(box).value.trim();
  let goes = null; // the words with which Enter was pressed, before they were searched for

  const open = (box) => {
    if (!box.open) box.showModal();
    if (!field(box).value) field(box).value = box.dataset.text ?? "";
    field(box).select();
    choose(box, hits(box)[0]);
  };

  const choose = (box, chosen) => {
    for (const hit of hits(box)) hit.setAttribute("aria-selected", String(hit === chosen));
    if (chosen) field(box).setAttribute("aria-activedescendant", chosen.id);
    else field(box).removeAttribute("aria-activedescendant");
    chosen?.scrollIntoView({ block: "nearest" });
  };

  const chosen = (box) => box.querySelector("[role=option][aria-selected=true]");

  const move = (event, box) => {
    const all = hits(box);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && all.length) {
      event.preventDefault();
      const place = all.indexOf(chosen(box));
      choose(box, all[(place + step + all.length) % all.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (isFresh(box)) chosen(box)?.click();
      else goes = field(box).value.trim();
    }
  };

  document.addEventListener("keydown", (event) => {
    const box = dialog();
    if (!box) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      if (box.open || !document.querySelector("dialog[open]")) open(box);
    } else if (box.open && event.target === field(box) && !event.isComposing) move(event, box);
  });

  document.addEventListener("input", (event) => {
    const box = dialog();
    if (!box || event.target !== field(box)) return;
    if (field(box).value.trim() !== goes) goes = null;
    choose(box, null);
  });

  new MutationObserver(() => {
    const box = dialog();
    if (!box?.open || !isFresh(box)) return;
    choose(box, hits(box)[0]);
    if (goes !== null) chosen(box)?.click();
    goes = null;
  }).observe(document.documentElement, { subtree: true, attributes: true, attributeFilter: ["data-text"] });

  document.addEventListener("click", (event) => {
    const box = dialog();
    if (!box) return;
    const hit = event.target.closest?.("#search-dialog .hit");
    if (event.target.closest?.("[commandfor=search-dialog][command=show-modal]")) setTimeout(() => open(box));
    else if (event.target === box || hit) box.close();
    if (hit?.hash) arrive(decodeURIComponent(hit.hash.slice(1)), Date.now() + 5000);
  });

  const arrive = (id, until) => {
    const target = document.getElementById(id);
    if (!target) return Date.now() < until && setTimeout(arrive, 50, id, until);
    for (const other of document.querySelectorAll(".arrived")) other.classList.remove("arrived");
    target.classList.add("arrived");
    target.scrollIntoView({ block: "center" });
    if (!target.hasAttribute("tabindex")) target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
})();
