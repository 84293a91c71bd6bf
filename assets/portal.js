/* What the browser does alone: copy a text, close menus, hold the keyboard in a dialog, print, find a question, open the one that the address names, leave together, show what has the keyboard, keep what came early, wake the rest. */
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
  window.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    document.documentElement.hidden = true;
    window.location.reload();
  });

  /* Until the live rows have come, their equals stand in the page: what is focused, opened or pressed in these counts for those. */
  const first = document.querySelector(".first-view");
  if (first) {
    const main = first.parentElement;
    const ways = () => [...main.querySelectorAll(":scope > :not(.head, dialog) :is(a, button, summary)")];
    const place = (event) => ways().indexOf(event.target.closest?.("a, button, summary"));
    const pressed = new Set();
    let focused = -1;
    const focus = (event) => { focused = place(event); };
    const press = (event) => {
      if (!event.target.closest?.(".first-view button:not([command], [data-copy], [data-print])")) return;
      if (!pressed.delete(place(event))) pressed.add(place(event));
    };
    document.addEventListener("focusin", focus);
    document.addEventListener("click", press);
    const replaced = new MutationObserver(() => {
      if (first.isConnected) return;
      replaced.disconnect();
      document.removeEventListener("focusin", focus);
      document.removeEventListener("click", press);
      const live = ways();
      [...first.querySelectorAll("a, button, summary")].forEach((one, at) => {
        if (one.matches("summary") && one.parentElement.open && live[at]) live[at].parentElement.open = true;
      });
      if (document.activeElement === document.body) live[focused]?.focus();
      for (const at of pressed) live[at]?.click();
    });
    replaced.observe(main, { childList: true });
  }

  /* What was typed or chosen before the page lived is so once more for it; React hears of words only where they are others than it knows. */
  const early = new Set();
  const note = (event) => early.add(event.target);
  const again = (field) => {
    if (!field.isConnected || field.type === "file" || (field.type === "radio" && !field.checked)) return;
    if (field.matches("[type=checkbox], [type=radio]")) {
      field.checked = !field.checked;
      field.click();
    } else {
      const words = field.value;
      if (!field.matches("select")) {
        field.value = "";
        Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, words);
      }
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  };
  document.addEventListener("input", note);
  document.addEventListener("page-lives", () => {
    document.removeEventListener("input", note);
    early.forEach(again);
  }, { once: true });

  /* The other scripts of such a page wait until it is seen, or until it is clear that nobody looks; then the last, from which it lives, comes first. */
  const wake = () => {
    for (const link of document.querySelectorAll("link[rel=later]")) link.rel = "modulepreload";
    for (const script of [...document.querySelectorAll("script[type=later]")].reverse()) {
      const live = document.createElement("script");
      live.async = !script.src;
      if (script.src) live.src = script.src;
      else live.type = "module";
      live.textContent = script.textContent;
      script.replaceWith(live);
    }
  };
  if (document.querySelector("script[type=later]")) {
    new PerformanceObserver((paints) => {
      if (paints.getEntriesByName("first-contentful-paint").length) wake(); // a background alone is painted before it
    }).observe({ type: "paint", buffered: true });
    setTimeout(wake, document.hidden ? 0 : 1000);
  }

  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    button.dataset.copied = "";
    announce(button.dataset.done);
    setTimeout(() => delete button.dataset.copied, 2000);
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) window.print();
    for (const menu of document.querySelectorAll(".menu-box[open]")) {
      if (!menu.contains(event.target) || event.target.closest(".menu-items a, .menu-items button")) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.(".menu-box[open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  /* What a modal dialog covers is inert, but behind its last button comes the browser's own window. */
  document.addEventListener("keydown", (event) => {
    const dialog = event.key === "Tab" && event.target.closest?.("dialog:modal");
    if (!dialog) return;
    const ways = [...dialog.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter(
      (one) => one.tabIndex >= 0 && !one.matches(":disabled") && one.checkVisibility(),
    );
    const [from, to] = event.shiftKey ? [ways[0], ways.at(-1)] : [ways.at(-1), ways[0]];
    if (event.target !== from) return;
    event.preventDefault();
    to.focus();
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

  /* A browser is content when a part of what has the keyboard is to be seen. */
  document.addEventListener("focusin", (event) => {
    if (event.target.matches(":is(a, button, summary):focus-visible")) event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
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
