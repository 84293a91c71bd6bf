/* A new version whose pages are others: load it at once where nothing would be lost, else say so and wait. Reflex reports it by a banner of its own. */
(() => {
  const REPORT = "reflex-new-version-banner";
  const LOADED = "reflex_last_reloaded_on_error";
  const PATIENCE = 60000;
  const KEPT = "[data-draft], [data-chat-box], #search-dialog";
  const TICKED = ["checkbox", "radio", "file"];
  const typed = new Set();

  const report = () => document.getElementById(REPORT);
  const load = () => report().querySelector("button").click();
  const wouldLose = () => {
    const isOpen = document.querySelector("dialog:modal:not(#search-dialog)");
    return isOpen || [...typed].some((field) => field.checkVisibility() && field.value && !TICKED.includes(field.type) && !field.closest(KEPT));
  };
  /* Where the new version is not found by loading it, the page must not load for ever. */
  const hasJustLoaded = () => Date.now() - Number(sessionStorage.getItem(LOADED)) < PATIENCE;
  const settle = () => {
    if (!report()) return;
    report().style.display = "none";
    if (!wouldLose() && !hasJustLoaded()) return load();
    const banner = document.getElementById("new-version");
    if (banner) say(banner);
  };
  /* Beside a modal dialog nothing can be pressed: there it is said in the dialog, by a copy, since React must find its own where that was. */
  const say = (banner) => {
    const dialog = [...document.querySelectorAll("dialog:modal")].at(-1);
    if (!dialog) return banner.matches(":popover-open") || banner.showPopover();
    banner.hidePopover();
    if (dialog.querySelector("[data-load-version]")) return;
    const copy = banner.cloneNode(true);
    copy.removeAttribute("id");
    copy.removeAttribute("popover");
    dialog.append(copy);
  };

  settle();
  const watch = new MutationObserver(settle);
  watch.observe(document.body, { childList: true });
  watch.observe(document.documentElement, { attributeFilter: ["open"], subtree: true });
  document.addEventListener("input", (event) => typed.add(event.target));
  document.addEventListener("click", (event) => event.target.closest?.("[data-load-version]") && load());
})();
