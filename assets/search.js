/* Search everywhere: open with Ctrl-K, move between the hits with the arrows, and leave by any of them. */
(() => {
  const dialog = () => document.getElementById("search");
  const field = (box) => box.querySelector("[type=search]");
  const hits = (box) => [...box.querySelectorAll(".hit")];

  const open = (box) => {
    if (!box.open) box.showModal();
    if (!field(box).value) field(box).value = box.dataset.text ?? "";
    field(box).select();
  };

  document.addEventListener("keydown", (event) => {
    const box = dialog();
    if (!box) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open(box);
    } else if (box.open && box.contains(document.activeElement)) {
      move(event, box);
    }
  });

  const move = (event, box) => {
    const all = hits(box);
    const place = all.indexOf(document.activeElement);
    const typing = document.activeElement === field(box);
    if (event.key === "ArrowDown" && all.length) go(event, all[Math.min(place + 1, all.length - 1)]);
    else if (event.key === "ArrowUp" && place >= 0) go(event, all[place - 1] ?? field(box));
    else if (event.key === "Home" && place >= 0) go(event, all[0]);
    else if (event.key === "End" && place >= 0) go(event, all.at(-1));
    else if (event.key === "Enter" && typing && all.length && box.dataset.text === field(box).value.trim()) {
      event.preventDefault();
      all[0].click();
    } else if (place >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey) field(box).focus();
  };

  const go = (event, target) => {
    event.preventDefault();
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("click", (event) => {
    const box = dialog();
    if (!box) return;
    if (event.target.closest?.("[commandfor=search][command=show-modal]")) setTimeout(() => open(box));
    else if (event.target === box || event.target.closest?.(".hit")) box.close();
  });
})();
