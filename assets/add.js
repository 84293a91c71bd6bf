/* What the browser does alone in the dialog that adds products: read a dropped message, and take several numbers apart from one. */
(() => {
  const says = (drop, text) => {
    drop.parentElement.querySelector("[data-drop-says]").textContent = text;
  };
  const readMessage = async (drop, file) => {
    says(drop, drop.dataset.reading);
    const address = `/purchase-messages?lang=${document.documentElement.lang}&name=${encodeURIComponent(file.name)}`;
    const answer = await fetch(address, { method: "POST", body: file }).then((found) => found.json()).catch(() => ({}));
    const area = document.getElementById(drop.dataset.drop);
    if (!answer.numbers) return says(drop, answer.error ?? drop.dataset.failed);
    if (!answer.numbers.length) return says(drop, drop.dataset.nothing);
    area.value = answer.numbers.join("\n");
    says(drop, file.name);
    area.form.requestSubmit();
  };
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-drop-file]") || !event.target.files.length) return;
    readMessage(event.target.closest("[data-drop]"), event.target.files[0]);
    event.target.value = "";
  });
  const several = (area) => { area.form.elements.way.value = "several"; };
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      const drop = event.target.closest?.("dialog:has([data-drop])")?.querySelector("[data-drop]");
      if (!drop) return;
      event.preventDefault();
      drop.toggleAttribute("data-over", kind === "dragover");
      if (kind !== "drop" || !event.dataTransfer.files.length) return;
      several(document.getElementById(drop.dataset.drop));
      readMessage(drop, event.dataTransfer.files[0]);
    });
  }
  /* A field for one line would make one of several. */
  document.addEventListener("paste", (event) => {
    const area = document.getElementById(event.target.dataset?.several);
    const text = event.clipboardData?.getData("text") ?? "";
    if (!area || text.split(/[\n\t,;]/).filter((one) => one.trim()).length < 2) return;
    event.preventDefault();
    several(area);
    area.value = text;
    area.focus();
    area.form.requestSubmit();
  });
})();
