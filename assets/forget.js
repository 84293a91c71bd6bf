/* On the pages that say good-bye: forget what this tab kept of the person, drafts and all. */
(() => {
  try { sessionStorage.clear(); } catch { /* a browser that keeps nothing has nothing to forget */ }
})();
