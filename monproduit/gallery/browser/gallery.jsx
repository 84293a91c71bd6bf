// The gallery's behaviour: every control stands in the address, so that a view is a link.
import { createElement, useEffect } from "react";
import env from "$/env.json";
import { Failure } from "./failure";
import "./gallery.css";

const PLAIN = { theme: "light", width: "desktop", density: "comfortable", state: "", q: "", bare: "" };
const KEYS = { d: ["theme", "light", "dark"], p: ["width", "desktop", "phone"], c: ["density", "comfortable", "compact"] };
const root = typeof document === "undefined" ? null : document.documentElement;

const view = () => ({ ...PLAIN, ...Object.fromEntries(new URLSearchParams(location.search)) });

const set = (name, value) => {
  const address = new URL(location);
  if (value === PLAIN[name]) address.searchParams.delete(name);
  else address.searchParams.set(name, value);
  history.replaceState(history.state, "", address);
  show();
};

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/* What a search hides is hidden by a style, so that examples that are drawn anew stay hidden. */
const filter = ({ q, state }) => {
  const wanted = plain(q).map((word) => `[data-words*="${word}"]`).join("") + (state && `[data-states*="[${state}]"]`);
  if (!wanted) return "";
  const hides = ".gallery-exhibit:not(W), .gallery-index li:not(W), .gallery-group:not(:has(.gallery-exhibitW)), .gallery-shelf:not(:has(.gallery-exhibitW))";
  return `${hides} { display: none !important; } .gallery-main:not(:has(.gallery-exhibitW)) > .gallery-nothing { display: block; }`.replaceAll("(W)", `(${wanted})`).replaceAll("exhibitW", `exhibit${wanted}`);
};

const dress = ({ theme }) => {
  root.classList.remove("light", "dark");
  root.classList.add(theme);
  root.style.colorScheme = theme;
  localStorage.setItem("theme", theme);
};

const show = () => {
  const chosen = view();
  for (const name of ["width", "density", "bare"]) root.dataset[name] = chosen[name];
  dress(chosen);
  let hidden = document.getElementById("gallery-filter");
  if (!hidden) document.head.append((hidden = Object.assign(document.createElement("style"), { id: "gallery-filter" })));
  hidden.textContent = filter(chosen);
  for (const button of document.querySelectorAll("[data-control]")) {
    button.setAttribute("aria-pressed", String(chosen[button.dataset.control] === button.dataset.value));
  }
  for (const link of document.querySelectorAll("[data-language]")) link.search = location.search;
  const [search, state] = [document.getElementById("gallery-search"), document.getElementById("gallery-state")];
  if (search && search !== document.activeElement) search.value = chosen.q;
  if (state) state.value = chosen.state;
};

/* Components ask how wide the screen is; on a stage that means the stage. So each such question becomes one to the container named `stage`. */
const WIDTH = /\((?:(?:max|min)-width:|width\s*[<>])[^)]*\)/g;
const isOurs = (rule) => [...rule.cssRules].every((one) => one.selectorText?.startsWith(".gallery-"));

const turn = (rules) => {
  for (let place = 0; place < rules.cssRules.length; place++) {
    const rule = rules.cssRules[place];
    const widths = rule instanceof CSSMediaRule && rule.conditionText.match(WIDTH);
    if (widths && !isOurs(rule)) {
      const rest = rule.conditionText.replace(WIDTH, "").replace(/^\s*and|and\s*$/g, "").trim();
      const inside = [...rule.cssRules].map((one) => one.cssText).join(" ");
      const turned = `@container stage ${widths.join(" and ")} { ${inside} }`;
      rules.deleteRule(place);
      rules.insertRule(rest && rest !== "screen" ? `@media ${rest} { ${turned} }` : turned, place);
    } else if (rule.styleSheet) turn(rule.styleSheet);
    else if (rule.cssRules && !(rule instanceof CSSStyleRule)) turn(rule);
  }
};

let turned = new WeakSet();
const turnAll = () => {
  for (const sheet of document.styleSheets) {
    if (turned.has(sheet) || sheet.ownerNode?.id === "gallery-filter") continue;
    turned.add(sheet);
    try {
      turn(sheet);
    } catch (error) {
      console.warn("gallery: a stylesheet could not be read", error);
    }
  }
};

const isTyping = (target) => target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");

const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const search = document.getElementById("gallery-search");
  if (event.key === "Escape" && (event.target === search || !isTyping(event.target))) {
    search.value = "";
    set("q", "");
    set("state", "");
  } else if (isTyping(event.target)) return;
  else if (event.key === "/") {
    event.preventDefault();
    search.focus();
  } else if (event.key === "l") document.querySelector("[data-language]:not([aria-current])").click();
  else if (KEYS[event.key]) {
    const [name, ...values] = KEYS[event.key];
    set(name, values.find((one) => one !== view()[name]));
  } else if (event.key === "j" || event.key === "k") step(event.key === "j" ? 1 : -1);
};

const shelves = (above = 120) => {
  const shown = [...document.querySelectorAll(".gallery-shelf")].filter((one) => one.checkVisibility());
  return [shown, shown.findLastIndex((one) => one.getBoundingClientRect().top < above)];
};

/* Say what is on the screen: after an edit it is drawn before all else. */
let told = "";
const tell = () => {
  if (document.hidden) {
    told = ""; // another tab tells meanwhile
    return;
  }
  const [shown, current] = shelves(innerHeight / 3);
  const looked = `${shown[Math.max(0, current)]?.id} ${document.querySelector(".gallery").lang}`;
  if (looked === told) return;
  told = looked;
  fetch(new URL("/gallery/looked-at", env.PING), { method: "POST", mode: "no-cors", body: looked }).catch(() => (told = ""));
};

/* Go to the next or the previous shelf that is shown. */
const step = (by) => {
  const [shown, current] = shelves();
  const next = shown[Math.max(0, Math.min(shown.length - 1, current + by))];
  next?.scrollIntoView();
  next?.querySelector("h2 a").focus({ preventScroll: true });
};

const onClick = (event) => {
  const button = event.target.closest?.("[data-control]");
  if (button) set(button.dataset.control, button.dataset.value);
  const link = event.target.closest?.("a[data-language]");
  if (link) {
    event.preventDefault();
    location.assign(`${link.pathname}${location.search}${location.hash}`);
    return;
  }
  /* Components lead nowhere here: their links and forms stay on the stage. */
  if (event.target.closest?.(".gallery-stage a[href]")) event.preventDefault();
};

export function Behaviour() {
  useEffect(() => {
    const onInput = (event) => event.target.id === "gallery-search" && set("q", event.target.value);
    const onChange = (event) => event.target.id === "gallery-state" && set("state", event.target.value);
    const heard = { input: onInput, change: onChange, keydown: onKey, popstate: show };
    const onSubmit = (event) => event.target.closest?.(".gallery-stage") && event.preventDefault();
    document.addEventListener("click", onClick, true);
    document.addEventListener("submit", onSubmit, true);
    for (const [kind, listener] of Object.entries(heard)) window.addEventListener(kind, listener);
    const watch = new MutationObserver(turnAll);
    watch.observe(document.head, { childList: true, subtree: true, characterData: true });
    const onDrawn = () => {
      HTMLElement.prototype.focus = focus;
      turned = new WeakSet(); // what was drawn may have written rules into sheets that were turned
      turnAll();
      root.dataset.ready = "";
    };
    window.addEventListener("gallery-drawn", onDrawn);
    turnAll();
    show();
    const telling = import.meta.env.DEV && setInterval(tell, 1000);
    return () => {
      clearInterval(telling);
      window.removeEventListener("gallery-drawn", onDrawn);
      watch.disconnect();
      document.removeEventListener("click", onClick, true);
      document.removeEventListener("submit", onSubmit, true);
      for (const [kind, listener] of Object.entries(heard)) window.removeEventListener(kind, listener);
    };
  }, []);
  return createElement(Failure);
}

/* Dialogs that lie open would take the focus from one another as they are drawn: until all are, nothing on a stage gets it. */
const focus = typeof window === "undefined" ? null : HTMLElement.prototype.focus;

if (focus) {
  HTMLElement.prototype.focus = function (...given) {
    if (!this.closest(".gallery-stage")) focus.apply(this, given);
  };
  localStorage.setItem("theme", view().theme);
  localStorage.setItem("last_compiled_theme", "system");
}
