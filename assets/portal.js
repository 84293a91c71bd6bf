/* What the browser does alone: copy a text, find a question, open the one that the address names, leave together. */
(() => {
  const announce = (text) => {
    const region = document.getElementById("announcer");
    if (region) region.textContent = text;
  };

  const channel = "BroadcastChannel" in window ? new BroadcastChannel("monproduit") : null;
  const leave = () => window.location.replace("/auth/bye");
  if (channel) channel.onmessage = (event) => event.data === "signed-out" && leave();

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) channel?.postMessage("signed-out");
  });
  window.addEventListener("pageshow", (event) => event.persisted && window.location.reload());

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.copied = "";
    announce(button.dataset.done);
    setTimeout(() => delete button.dataset.copied, 2000);
  });

  const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  document.addEventListener("input", (event) => {
    if (!event.target.matches("[data-finds]")) return;
    const words = plain(event.target.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const item of document.querySelectorAll(event.target.dataset.finds)) {
      const text = plain(item.textContent);
      item.hidden = !words.every((word) => text.includes(word));
      shown += !item.hidden;
    }
    document.getElementById("found-nothing")?.toggleAttribute("hidden", shown > 0);
  });

  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (target instanceof HTMLDetailsElement) {
      target.open = true;
      target.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", unfold);
  window.addEventListener("load", () => setTimeout(unfold, 300));
})();
