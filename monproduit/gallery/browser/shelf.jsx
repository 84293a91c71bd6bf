// The examples of one file, loaded by themselves: first what is looked at, then the rest, so that the page is there before all of them are.
import { createElement, useEffect, useState } from "react";

const waiting = new Map();
const drawing = new Map();

export const named = () => decodeURIComponent(location.hash.slice(1));
const isNear = (name) => Math.abs(document.getElementById(name)?.getBoundingClientRect().top) < innerHeight;
const first = () => [named().split(".")[0]].find((name) => waiting.has(name)) ?? [...waiting.keys()].find(isNear) ?? [...waiting.keys()][0];

const draw = (name) => {
  const load = waiting.get(name);
  waiting.delete(name);
  return new Promise((done) => {
    drawing.set(name, done);
    load().catch((error) => {
      console.error(error);
      drawn(name);
    });
  });
};

const drawn = (name) => {
  drawing.get(name)?.();
  drawing.delete(name);
  if (name === named().split(".")[0]) document.getElementById(named())?.scrollIntoView();
};

/* While a server compiles for each request, one after the other leaves it free for edits. */
const drawAll = async () => {
  while (waiting.size) await (import.meta.env.DEV ? draw(first()) : Promise.all([...waiting.keys()].map(draw)));
  dispatchEvent(new Event("gallery-drawn"));
};

export function Shelf({ name, load }) {
  const [Examples, show] = useState(null);
  useEffect(() => {
    if (!waiting.size && !drawing.size) setTimeout(drawAll);
    if (!drawing.has(name)) waiting.set(name, () => load().then((module) => show(() => module.default)));
  }, []);
  useEffect(() => {
    if (Examples) drawn(name);
  }, [Examples]);
  return Examples ? createElement(Examples) : createElement("section", { id: name, className: "gallery-shelf", "aria-busy": true });
}
