/* Play a video where its poster is, and only once it is asked for: until then, no request leaves for the site that hosts it. */
(() => {
  const make = {
    frame: (address, title) => {
      const frame = document.createElement("iframe");
      frame.allow = "autoplay; fullscreen; picture-in-picture";
      frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-presentation");
      frame.referrerPolicy = "no-referrer";
      frame.title = title;
      frame.src = address;
      return frame;
    },
    file: (address, title) => {
      const video = document.createElement("video");
      video.controls = true;
      video.autoplay = true;
      video.tabIndex = 0;
      video.setAttribute("aria-label", title);
      video.src = address;
      return video;
    },
  };

  const stop = () => {
    for (const player of document.querySelectorAll(".stage > iframe, .stage > video")) {
      player.parentElement.querySelector("[data-play]").hidden = false;
      player.remove();
    }
  };

  document.addEventListener("click", (event) => {
    const poster = event.target.closest?.("[data-play]");
    if (!poster) return;
    stop();
    const { play, player, title } = poster.dataset;
    const made = make[player](play, title);
    poster.hidden = true;
    poster.after(made);
    made.focus();
  });
})();
