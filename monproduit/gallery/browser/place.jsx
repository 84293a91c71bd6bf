// Keeps the place of a part of a long table, and says when it comes near.
import { createElement, useEffect, useRef } from "react";

export function Place({ height, reveal }) {
  const place = useRef(null);
  useEffect(() => {
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && reveal(), { rootMargin: "400px" });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, []);
  const cell = createElement("td", { style: { height }, colSpan: 6 });
  return createElement("tbody", { ref: place, "aria-hidden": "true" }, createElement("tr", null, cell));
}
