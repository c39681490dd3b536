// Small comforts. Everything works without this file; nothing here decides anything.
"use strict";

function announce(text) {
  const line = document.getElementById("announcement");
  if (!line) return;
  line.textContent = "";
  // A reader notices a change, not a repeat of the same words.
  requestAnimationFrame(() => { line.textContent = text; });
}

function selectText(node) {
  const range = document.createRange();
  range.selectNodeContents(node);
  const selection = window.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
}

// "Kopiera text till journal": with a clipboard the fold stays closed; without one it opens with the text selected.
async function copy(fold) {
  const text = fold.querySelector("pre");
  const label = fold.querySelector("[data-copy-label]");
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch {
    fold.open = true;
    selectText(text);
    announce("Texten är markerad. Kopiera den med tangentbordet.");
    return;
  }
  const asked = label.textContent;
  label.textContent = "Texten är kopierad";
  announce("Texten är kopierad.");
  setTimeout(() => { label.textContent = asked; }, 4000);
}

// Near the limit the count is also read out, but not for every letter.
function count(field) {
  const line = document.getElementById(field.dataset.counter);
  if (!line) return;
  const left = field.maxLength - field.value.length;
  const near = left <= 50;
  line.textContent = `${left.toLocaleString("sv")} tecken kvar.`;
  line.classList.toggle("is-near", near);
  if (near && left % 10 === 0) announce(line.textContent);
}

function prepare(root) {
  root.querySelectorAll("[data-live]").forEach(live);
  root.querySelectorAll("textarea[data-counter]").forEach(count);
}

document.addEventListener("click", (event) => {
  const summary = event.target.closest("details[data-copy] > summary");
  if (summary && !summary.parentElement.open) {
    event.preventDefault();
    copy(summary.parentElement);
  }
  if (event.target.closest("[data-print]")) window.print();
});

document.addEventListener("input", (event) => {
  if (event.target.matches("textarea[data-counter]")) count(event.target);
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});

// A request from outside a form carries the token that every page's log-out form holds.
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector('input[name="_csrf_token"]');
  if (token) event.detail.headers["x-csrftoken"] = token.value;
});

// Sent by the header HX-Trigger: {"announce": "Sparat."}
document.addEventListener("announce", (event) => announce(event.detail.value));
document.addEventListener("htmx:load", (event) => prepare(event.detail.elt));

// What was asked for did not come. The page stays as it is, with what was typed, and says so where all can see it.
function trouble(text) {
  const line = document.getElementById("trouble");
  if (line) line.textContent = text;
}
document.addEventListener("htmx:beforeRequest", () => trouble(""));
document.addEventListener("htmx:sendError", () => trouble("Ingen kontakt med portalen. Det du skrev finns kvar här. Försök igen om en stund."));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.requestConfig.verb === "get") trouble("Sidan kunde inte uppdateras. Ladda om den om en stund.");
  else if (event.detail.xhr.status >= 500) trouble("Portalen svarar inte just nu, och inget är sparat. Det du skrev finns kvar här. Försök igen om en stund.");
  else trouble("Det gick inte att spara. Det du skrev finns kvar här. Kopiera det, ladda om sidan och försök igen.");
});

// What an open page shows may change: <div data-live="/arenden/…/andringar" data-mark="…">. The server says only that it
// has; whoever wants to show it asks through the gate, by hx-trigger="andrat". Open only while the page is looked at: a
// browser keeps six connections to a place, and a seventh page would wait for ever.
function live(node) {
  let source = null;
  let mark = node.dataset.mark;
  let pause = 5000;
  const open = () => {
    if (source || document.hidden || !node.isConnected) return;
    source = new EventSource(`${node.dataset.live}?sedan=${encodeURIComponent(mark)}`);
    source.addEventListener("open", () => { pause = 5000; });
    source.addEventListener("andrat", (event) => {
      mark = event.lastEventId;
      node.dispatchEvent(new CustomEvent("andrat", { bubbles: true }));
    });
    source.addEventListener("error", () => {
      if (source.readyState !== EventSource.CLOSED) return;  // else the browser tries again by itself
      source = null;
      setTimeout(open, pause);
      pause = Math.min(pause * 2, 300000);
    });
  };
  const close = () => {
    if (source) source.close();
    source = null;
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) close(); else open();
  });
  // Taken out by a newer version of the page, which has a stream of its own.
  document.addEventListener("htmx:afterSettle", () => {
    if (!node.isConnected) close();
  });
  open();
}

document.addEventListener("andrat", (event) => {
  const notice = event.target.querySelector("[data-changed]");
  if (!notice || !notice.hidden) return;
  notice.hidden = false;
  announce(notice.querySelector("h2").textContent.trim() + ".");
});

// A page that renews itself leaves the keyboard where it was.
let left = null;
document.addEventListener("htmx:beforeSwap", () => { left = document.activeElement && document.activeElement.getAttribute("href"); });
document.addEventListener("htmx:afterSettle", () => {
  if (!left || document.activeElement !== document.body) return;
  const link = document.querySelector(`main a[href="${CSS.escape(left)}"]`);
  if (link) link.focus({ preventScroll: true });
});

prepare(document);
