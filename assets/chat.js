/* What the browser keeps of a chat: the draft, what was not acknowledged and is sent again, whether the panel is open, and what was seen. */
(() => {
  const STORE = "monproduit-chat-";
  const PATIENCE = 5000;
  const WRITES = 3000;
  const wrote = {};

  const load = (owner) => ({ open: false, drafts: {}, outbox: [], ...JSON.parse(sessionStorage.getItem(STORE + owner) ?? "{}") });
  const keep = (owner, change) => {
    const kept = load(owner);
    change(kept);
    sessionStorage.setItem(STORE + owner, JSON.stringify(kept));
  };
  const forget = () => Object.keys(sessionStorage).filter((name) => name.startsWith(STORE)).forEach((name) => sessionStorage.removeItem(name));
  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  const nameOf = (box) => `${box.dataset.chatBox}-${box.id === "chat-mine" ? 0 : box.dataset.chat}`;
  const draftOf = (box) => box.querySelector("[data-chat-compose] textarea");
  const isShown = (box) => document.visibilityState === "visible" && box.checkVisibility();
  const press = (box, what) => box.querySelector(`[data-chat-${what}]`)?.click();

  const grow = (area) => {
    area.style.height = "auto";
    area.style.height = `${Math.min(area.scrollHeight + 2, 144)}px`;
  };

  const send = (box, item) => {
    const form = box.querySelector("[data-chat-form]");
    form.elements.key.value = item.key;
    form.elements.text.value = item.text;
    form.elements.chat.value = item.chat;
    form.requestSubmit();
    wrote[item.key] = Date.now();
  };

  const pending = (box) => load(box.dataset.owner).outbox.filter((item) => item.name === nameOf(box));

  const draw = (box) => {
    const list = box.querySelector("[data-outbox]");
    if (!list) return;
    const drawn = pending(box).map((item) => {
      const line = document.createElement("li");
      line.className = "chat-line is-mine is-pending";
      const words = document.createElement("p");
      words.className = "chat-text";
      words.textContent = item.text;
      const status = document.createElement("p");
      status.className = "small soft";
      status.textContent = item.refused ? box.dataset.failed : box.dataset.sending;
      line.append(words, status);
      if (item.refused) {
        for (const [what, name] of [["again", box.dataset.again], ["drop", box.dataset.drop]]) {
          const button = document.createElement("button");
          button.type = "button";
          button.className = "plain";
          button.textContent = name;
          button.dataset.pending = what;
          button.dataset.key = item.key;
          status.append(" ", button);
        }
      }
      return line;
    });
    list.replaceChildren(...drawn);
  };

  /* The server acknowledges words by showing them, under the key that they were sent with. */
  const acknowledge = (box) => {
    const refused = new Set(box.dataset.refused.split(" "));
    const shown = new Set(Array.from(box.querySelectorAll("li[data-key]"), (line) => line.dataset.key));
    keep(box.dataset.owner, (kept) => {
      kept.outbox = kept.outbox.filter((item) => !shown.has(item.key));
      for (const item of kept.outbox) item.refused ||= refused.has(item.key);
    });
  };

  const sendAgain = (box, patience) => {
    for (const item of pending(box)) {
      if (!item.refused && Date.now() - (wrote[item.key] ?? 0) >= patience) send(box, item);
    }
  };

  const open = (panel, focus) => {
    panel.setAttribute("open", "");
    panel.closest("aside").querySelector("[data-chat-open]").setAttribute("aria-expanded", "true");
    const box = panel.querySelector("[data-chat-box]");
    if (box.dataset.owner) keep(box.dataset.owner, (kept) => (kept.open = true));
    if (focus) draftOf(box).focus();
    settle(box);
    toEnd(box);
  };

  const toEnd = (box) => {
    const log = box.querySelector("[role=log]");
    if (log) log.scrollTop = log.scrollHeight;
  };

  const restore = (box) => {
    const area = draftOf(box);
    if (!area || box.dataset.settled === nameOf(box)) return;
    box.dataset.settled = nameOf(box);
    area.value = load(box.dataset.owner).drafts[nameOf(box)] ?? "";
    grow(area);
  };

  /* A line may be drawn after the box was told of it. */
  const watched = new WeakSet();
  const watch = (box) => {
    if (watched.has(box)) return;
    watched.add(box);
    new MutationObserver(() => {
      if (!pending(box).some((item) => box.querySelector(`li[data-key="${item.key}"]`))) return;
      acknowledge(box);
      draw(box);
    }).observe(box, { childList: true, subtree: true, attributeFilter: ["data-key"] });
  };

  const settle = (box) => {
    if (!box?.dataset.owner) return;
    watch(box);
    const panel = box.closest("dialog");
    const isNew = box.dataset.met !== box.dataset.connection;
    box.dataset.met = box.dataset.connection;
    if (panel?.open) keep(box.dataset.owner, (kept) => (kept.open = true));
    if (panel && isNew && load(box.dataset.owner).open) {
      press(box, "wake");
      if (!panel.open) open(panel, false);
    }
    restore(box);
    acknowledge(box);
    if (isNew) sendAgain(box, 0);
    draw(box);
    const last = `${box.dataset.chat}-${box.querySelectorAll("li").length}`;
    if (box.dataset.last !== last) toEnd(box);
    box.dataset.last = last;
    if (Number(box.dataset.unread) > 0 && isShown(box)) press(box, "seen");
  };

  const everywhere = () => document.querySelectorAll("[data-chat-box]").forEach(settle);
  window.chatBox = settle;
  everywhere();
  document.addEventListener("visibilitychange", everywhere);
  setInterval(() => document.querySelectorAll("[data-chat-box][data-owner]").forEach((box) => box.dataset.owner && sendAgain(box, PATIENCE)), PATIENCE);

  document.addEventListener("submit", (event) => {
    if (event.target.matches("[data-sign-out]")) forget();
    if (!event.target.matches("[data-chat-compose]")) return;
    event.preventDefault();
    event.stopPropagation();
    const box = event.target.closest("[data-chat-box]");
    const area = draftOf(box);
    const item = { key: newKey(), text: area.value.trim(), chat: box.dataset.chat, name: nameOf(box) };
    if (!item.text || !box.dataset.owner) return;
    keep(box.dataset.owner, (kept) => {
      kept.outbox.push(item);
      delete kept.drafts[item.name];
    });
    area.value = "";
    wrote.draft = 0;
    grow(area);
    send(box, item);
    draw(box);
    toEnd(box);
  }, true);
  new BroadcastChannel("monproduit").addEventListener("message", (event) => event.data === "signed-out" && forget());

  document.addEventListener("input", (event) => {
    const box = event.target.closest?.("[data-chat-box]");
    if (!box || event.target !== draftOf(box)) return;
    grow(event.target);
    keep(box.dataset.owner, (kept) => (kept.drafts[nameOf(box)] = event.target.value));
    if (box.dataset.read !== "true" || !event.target.value || Date.now() - (wrote.draft ?? 0) < WRITES) return;
    wrote.draft = Date.now();
    press(box, "write");
  });

  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.("[data-chat-box]");
    if (box && event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === draftOf(box)) {
      event.preventDefault();
      event.target.form.requestSubmit();
    }
    if (event.key === "Escape") event.target.closest?.("dialog.chat-panel")?.querySelector("[data-chat-close]").click();
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("[data-chat-open], [data-chat-close], [data-pending]");
    if (!button) return;
    if (button.dataset.chatOpen) open(document.getElementById(button.dataset.chatOpen), true);
    if (button.dataset.chatClose) {
      const panel = document.getElementById(button.dataset.chatClose);
      const opener = panel.closest("aside").querySelector("[data-chat-open]");
      panel.removeAttribute("open");
      opener.setAttribute("aria-expanded", "false");
      keep(panel.querySelector("[data-chat-box]").dataset.owner, (kept) => (kept.open = false));
      opener.focus();
    }
    if (button.dataset.pending) {
      const box = button.closest("[data-chat-box]");
      const item = pending(box).find((one) => one.key === button.dataset.key);
      const fresh = { ...item, key: newKey(), refused: false };
      keep(box.dataset.owner, (kept) => {
        kept.outbox = kept.outbox.flatMap((one) => (one.key !== item.key ? [one] : button.dataset.pending === "again" ? [fresh] : []));
      });
      if (button.dataset.pending === "again") send(box, fresh);
      draw(box);
      draftOf(box).focus();
    }
  });
})();
