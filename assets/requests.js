/* What the browser does alone for service requests: keep a text until it was sent, send files ahead of it, and follow the latest message. */
(() => {
  const DRAFTS = "draft:";
  const box = () => document.querySelector("[data-draft]");
  const form = () => box()?.querySelector("form");
  const slot = () => DRAFTS + box().dataset.draft;
  const fields = (of) => [...of.elements].filter((one) => one.name && one.name !== "key" && !("draftless" in one.dataset) && one.type !== "file");
  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (one) => one.toString(16).padStart(2, "0")).join("");
  const load = (name) => {
    try { return JSON.parse(sessionStorage.getItem(name) ?? "null"); } catch { return null; }
  };
  const written = (of) => {
    const values = {};
    for (const one of fields(of)) {
      if (one.type === "radio" ? one.checked : one.type !== "hidden") values[one.name] = one.value;
    }
    return values;
  };
  const keep = () => {
    const of = form();
    if (!of) return;
    try { sessionStorage.setItem(slot(), JSON.stringify({ key: of.elements.key.value, values: written(of) })); } catch { /* a full or forbidden store keeps nothing */ }
  };
  const fill = (of, values) => {
    for (const one of fields(of)) {
      const kept = values[one.name];
      if (kept === undefined || one.type === "hidden") continue;
      if (one.type === "radio") one.checked = one.value === kept;
      else if (one.tagName !== "SELECT" || [...one.options].some((option) => option.value === kept)) one.value = kept;
    }
  };
  let left = "";
  /* One that keeps still is as it left until it comes back; what is written in it can be read and copied. */
  const hold = (of, isHeld) => {
    of.ariaBusy = isHeld ? "true" : null;
    for (const one of of.elements) {
      if (one.type === "submit") one.ariaDisabled = isHeld ? "true" : null;
      else if (one.tagName === "TEXTAREA" || one.type === "text") one.readOnly = isHeld;
      else if (one.type !== "hidden") one.disabled = isHeld;
    }
    const says = of.querySelector("[data-still-says]");
    if (says) says.textContent = isHeld ? box().dataset.still : "";
  };
  const isHeld = (of) => of?.ariaBusy === "true";

  const showFiles = () => document.querySelector("[data-show-files]")?.click();

  const opened = () => {
    const of = form();
    if (!of) return;
    if (new URLSearchParams(location.search).has("created")) {
      const kept = load(DRAFTS + "new");
      if (!left || JSON.stringify(kept?.values) === left) sessionStorage.removeItem(DRAFTS + "new");
      else sessionStorage.setItem(DRAFTS + "new", JSON.stringify({ ...kept, key: fresh() }));
      history.replaceState(history.state, "", location.pathname);
    }
    if (of.dataset.of) of.reset(); // another request on the same page
    of.dataset.of = slot();
    const kept = load(slot());
    of.elements.key.value = kept?.key || fresh();
    if (kept) fill(of, kept.values ?? {});
    if (kept) showFiles();
  };
  /* What was written since the words left is a text of its own, and stays. */
  const sent = (key) => {
    const of = form();
    if (!of || !key || of.elements.key.value !== key) return;
    of.elements.key.value = fresh();
    if (left === JSON.stringify(written(of))) {
      sessionStorage.removeItem(slot());
      of.reset();
    } else keep();
    of.querySelectorAll("[data-progress] > li").forEach((one) => one.remove());
  };
  const look = () => {
    const of = form();
    if (of && of.dataset.of !== slot()) opened();
  };
  new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["data-draft"] });
  look();
  document.addEventListener("draft-sent", (event) => sent(event.detail));
  document.addEventListener("submit", (event) => {
    const of = form();
    if (event.target !== of) return;
    keep();
    left = JSON.stringify(written(of));
    if ("still" in box().dataset) setTimeout(hold, 0, of, true); // once its values were read
  });
  document.addEventListener("draft-back", () => isHeld(form()) && hold(form(), false));
  document.addEventListener("submit", (event) => {
    if (event.target !== form() || !isHeld(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }, true);
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => event.target.closest?.("[data-draft] form") && event.target.name && keep());
  }

  const running = new Set();
  const put = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);
  const line = (place, text, bad) => {
    const item = document.createElement("li");
    const name = document.createElement("span");
    name.className = bad ? "error" : "file-name";
    name.textContent = text;
    if (bad) item.setAttribute("role", "alert");
    item.append(name);
    place.querySelector("[data-progress]").append(item);
    return item;
  };
  const upload = (place, file) => {
    const words = place.dataset;
    const values = { name: file.name, limit: words.megabytes };
    if (file.size > words.megabytes * 1e6) return line(place, put(words.large, values), true);
    keep();
    const item = line(place, file.name, false);
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.setAttribute("aria-label", file.name);
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.className = "button";
    cancel.textContent = words.cancel;
    item.append(bar, cancel);
    const request = new XMLHttpRequest();
    const key = form().elements.key.value;
    const end = (problem) => {
      running.delete(request);
      item.remove();
      if (problem) line(place, problem, true);
      showFiles();
    };
    const said = () => { try { return JSON.parse(request.responseText).error; } catch { return null; } };
    request.open("POST", `/attachments?lang=${document.documentElement.lang}&form=${key}&name=${encodeURIComponent(file.name)}`);
    request.upload.onprogress = (event) => { if (event.lengthComputable) bar.value = event.loaded / event.total; };
    request.onload = () => end(request.status === 201 ? "" : `${file.name} – ${said() ?? put(words.failed, values)}`);
    request.onerror = () => end(put(words.failed, values));
    request.onabort = () => end("");
    cancel.onclick = () => request.abort();
    running.add(request);
    request.send(file);
    return item;
  };
  const uploadAll = async (place, files) => {
    place.querySelectorAll("[data-progress] > [role=alert]").forEach((one) => one.remove());
    for (const file of files) upload(place, file);
  };
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-upload]") || !event.target.files.length) return;
    uploadAll(event.target.closest("[data-uploads]"), [...event.target.files]);
    event.target.value = "";
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const place = event.target.closest?.("[data-uploads]");
      if (!place) return;
      event.preventDefault();
      place.querySelector(".drop").toggleAttribute("data-over", kind === "dragover");
      if (kind === "drop") uploadAll(place, [...event.dataTransfer.files]);
    });
  }
  document.addEventListener("paste", (event) => {
    const place = event.target.closest?.("[data-draft]")?.querySelector("[data-uploads]");
    if (place && event.clipboardData.files.length) uploadAll(place, [...event.clipboardData.files]);
  });
  document.addEventListener("submit", (event) => {
    const place = running.size && event.target.querySelector?.("[data-uploads]");
    if (!place) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    line(place, place.dataset.wait, true);
  }, true);

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("[data-latest]")) return;
    const latest = [...document.querySelectorAll("[data-testid='request-entry']")].at(-1);
    latest?.scrollIntoView({ block: "center" });
    latest?.focus({ preventScroll: true });
  });
})();
