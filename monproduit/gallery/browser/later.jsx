// Draws what is heavy when it is asked for, and long tables where they are looked at.
import { createElement, useEffect, useRef, useState } from "react";

export function Later({ label, children }) {
  const [asked, setAsked] = useState(false);
  if (asked) return children;
  return createElement("button", { type: "button", className: "button gallery-later", onClick: () => setAsked(true) }, label);
}

export function Window({ height, children }) {
  const [isNear, setNear] = useState(false);
  const place = useRef(null);
  useEffect(() => {
    if (isNear) return;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setNear(true), { rootMargin: "400px" });
    watch.observe(place.current);
    return () => watch.disconnect();
  }, [isNear]);
  if (isNear) return children;
  const cell = createElement("td", { style: { height }, colSpan: 6 });
  return createElement("tbody", { ref: place, "aria-hidden": "true" }, createElement("tr", null, cell));
}
