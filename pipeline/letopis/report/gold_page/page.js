"use strict";
// Without this script the page shows every article and every card, one below the other.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);
const body = document.body;
const list = one("#list");
const entries = all("li", list).slice(1);
const checked = (name) => all(`input[name=${name}]`).filter((box) => box.checked).map((box) => box.value);
let current = one("#figures");
let lit = null;

function visibleCards() {
  return all(".card", current).filter((card) => !card.hidden);
}

function applyFilters() {
  const states = checked("state"), layers = checked("layer"), type = one("#type").value;
  for (const box of all("input[name=state], input[name=layer]")) body.classList.toggle(`show-${box.value}`, box.checked);
  const counts = {};
  // Over the figures the numbers are those of all articles.
  for (const card of all(".card", current.id === "figures" ? document : current)) {
    const wanted = layers.includes(card.dataset.layer) && (!type || card.dataset.layer !== "event" || card.dataset.type === type);
    if (wanted) counts[card.dataset.state] = (counts[card.dataset.state] || 0) + 1;
    card.hidden = !(wanted && states.includes(card.dataset.state));
  }
  for (const place of all("[data-count]")) place.textContent = counts[place.dataset.count] || 0;
  const shown = new Set(visibleCards().map((card) => card.id));
  for (const mark of all("mark", current)) mark.classList.toggle("live", mark.dataset.items.split(" ").some((id) => shown.has(id)));
  const none = one(".none", current);
  if (none) none.hidden = shown.size > 0;
}

function light(card, { scrollText = true, scrollCard = true } = {}) {
  for (const old of all(".lit")) old.classList.remove("lit");
  lit = card;
  if (!card) return;
  card.classList.add("lit");
  const marks = all("mark", current).filter((mark) => mark.dataset.items.split(" ").includes(card.id));
  for (const mark of marks) mark.classList.add("lit");
  if (scrollText && marks.length) marks[0].scrollIntoView({ block: "center" });
  if (scrollCard) card.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const cards = visibleCards();
  if (!cards.length) return;
  const at = cards.indexOf(lit);
  const next = cards[at < 0 ? (by > 0 ? 0 : cards.length - 1) : (at + by + cards.length) % cards.length];
  next.focus({ preventScroll: true });
  light(next);
}

function open(id) {
  const section = document.getElementById(id) || one("#figures");
  current = section;
  for (const other of all("main > .article")) other.classList.toggle("current", other === section);
  for (const link of all("a", list)) {
    if (link.hash === `#${section.id}`) {
      link.setAttribute("aria-current", "page");
      link.scrollIntoView({ block: "nearest" });
    } else link.removeAttribute("aria-current");
  }
  light(null);
  applyFilters();
  one("#told").textContent = section.getAttribute("aria-label");
}

function turn(by) {
  const links = all("li:not([hidden]) a", list);
  const at = links.findIndex((link) => link.hash === `#${current.id}`);
  const next = links[Math.min(links.length - 1, Math.max(0, at + by))];
  if (next) location.hash = next.hash;
}

function arrange() {
  const byName = one("#order").value === "name";
  const key = (entry) => Number(entry.dataset.f1);
  const name = (entry) => entry.dataset.name;
  const order = [...entries].sort((a, b) => (byName ? 0 : key(a) - key(b)) || name(a).localeCompare(name(b), "ru"));
  list.append(...order);
}

function find() {
  const wanted = one("#find").value.toLowerCase();
  for (const entry of entries) entry.hidden = !entry.dataset.name.toLowerCase().includes(wanted);
}

function help() {
  const line = one("#help");
  line.hidden = !line.hidden;
  one("#help-button").setAttribute("aria-expanded", String(!line.hidden));
}

function press(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input[type=search], select");
  if (typing && event.key === "Escape") event.target.blur();
  if (typing && event.key === "Enter" && event.target.id === "find") {
    const first = one("li[data-name]:not([hidden]) a", list);
    if (first) location.hash = first.hash;
    event.target.blur();
  }
  if (typing) return;
  const boxes = all("input[name=state], input[name=layer]");
  const keys = { j: () => step(1), k: () => step(-1), n: () => turn(1), p: () => turn(-1), "?": help, 0: () => { location.hash = "#figures"; } };
  if (event.key === "/") one("#find").focus();
  else if (/^[1-7]$/.test(event.key)) boxes[event.key - 1].click();
  else if (keys[event.key]) keys[event.key]();
  else if (event.key === "Enter" && event.target.matches(".card")) light(event.target);
  else return;
  event.preventDefault();
}

function follow(event) {
  const card = event.target.closest(".card");
  if (card) return light(card, { scrollCard: false });
  const mark = event.target.closest("mark");
  const shown = mark && visibleCards().find((other) => mark.dataset.items.split(" ").includes(other.id));
  if (shown) {
    shown.focus({ preventScroll: true });
    light(shown, { scrollText: false });
  }
}

body.classList.add("scripted");
one("#filters").addEventListener("change", applyFilters);
one("#filters").addEventListener("submit", (event) => event.preventDefault());
one("#help-button").addEventListener("click", help);
one("#order").addEventListener("change", arrange);
one("#find").addEventListener("input", find);
one("main").addEventListener("click", follow);
document.addEventListener("keydown", press);
addEventListener("hashchange", () => open(location.hash.slice(1)));
arrange();
open(location.hash.slice(1) || "figures");
