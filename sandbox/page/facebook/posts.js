// Posts with their comments. A hidden comment is there for its author and the page's staff only, as on Facebook.

import { h } from "../shared/dom.js";
import { passing, redraw } from "../shared/store.js";
import { face, firstName, icon } from "../shared/bits.js";
import { composer } from "../shared/composer.js";
import { send } from "../shared/send.js";
import { ago, inFull } from "../shared/times.js";
import { arrived } from "../shared/arrivals.js";
import { say } from "../words/tongue.js";

const DEEPEST = 2;

/** The composer for a post of one's own, and all posts, the newest first. */
export function posts(page, viewer) {
  const seen = page.posts.filter((post) => maySee(post, viewer)).reverse();
  return h(
    "div",
    { key: `posts ${page.key}`, class: "posts" },
    viewer && visitorComposer(page, viewer),
    seen.map((one) => post(page, viewer, one)),
  );
}

/** The name of the composer under a post, for drafts. */
export function commentKey(post, viewer) {
  return `comment ${post.id} ${viewer?.id ?? "staff"}`;
}

function visitorComposer(page, viewer) {
  return h(
    "div",
    { key: "visitor", class: "panel write" },
    face(viewer.id, viewer.name),
    composer({
      key: `visitor ${page.key} ${viewer.id}`,
      label: say("Skriv på siden som {name} …", { name: firstName(viewer.name) }),
      button: say("Legg ut"),
      photo: true,
      send: (text, { photo }) => send("facebook/visitor_post", { page: page.key, citizen: viewer.id, text, photo }),
    }),
  );
}

function post(page, viewer, one) {
  const comments = one.comments.filter((comment) => maySee(comment, viewer));
  return h(
    "article",
    {
      key: one.id,
      class: `panel post${arrived(one.id)}`,
      "data-writing": lastSegment(one.id),
      "data-hold": true,
      tabindex: -1,
    },
    h(
      "div",
      { class: "post-head" },
      face(one.author.id, one.author.name, { square: one.by_page }),
      h("div", {}, author(one), time(one)),
    ),
    body(page, viewer, one, "post-text"),
    h("div", { class: "deeds" }, like(viewer, one), counted(one.comments), ownDeeds(page, viewer, one)),
    h(
      "div",
      { class: "comments" },
      comments.map((comment) => thread(page, viewer, comment, 1)),
    ),
    h("div", { class: "write" }, viewer && face(viewer.id, viewer.name), commentComposer(page, viewer, one)),
  );
}

function thread(page, viewer, comment, depth) {
  const replies = comment.replies.filter((reply) => maySee(reply, viewer));
  const key = `reply ${comment.id}`;
  return h(
    "div",
    { key: comment.id, class: `thread depth-${Math.min(depth, DEEPEST)}` },
    h(
      "article",
      {
        class: `comment${arrived(comment.id)}${comment.by_page ? " by-page" : ""}${comment.hidden ? " hidden-one" : ""}`,
        "data-writing": lastSegment(comment.id),
        "data-hold": true,
        tabindex: -1,
      },
      face(comment.author.id, comment.author.name, { square: comment.by_page }),
      h(
        "div",
        { class: "comment-side" },
        h("div", { class: "bubble" }, author(comment), body(page, viewer, comment, "comment-text")),
        hiddenNote(comment, viewer),
        h(
          "div",
          { class: "deeds" },
          time(comment),
          like(viewer, comment),
          deed(say("Svar"), () => reply(key)),
          ownDeeds(page, viewer, comment),
        ),
      ),
    ),
    replies.map((one) => thread(page, viewer, one, depth + 1)),
    passing.replying === key && replyComposer(page, viewer, comment, key),
  );
}

function commentComposer(page, viewer, one) {
  if (!viewer) {
    return composer({
      key: commentKey(one, viewer),
      label: say("Svar for hånd som {page} …", { page: page.name }),
      send: (text) => send("facebook/staff_reply", { page: page.key, target: one.id, text }),
    });
  }
  return composer({
    key: commentKey(one, viewer),
    label: say("Kommenter som {name} …", { name: firstName(viewer.name) }),
    photo: true,
    send: (text, { photo }) =>
      send("facebook/comment", { page: page.key, citizen: viewer.id, post: one.id, text, photo }),
  });
}

function replyComposer(page, viewer, comment, key) {
  const done = () => reply("");
  return h(
    "div",
    { key: "reply", class: "write" },
    composer({
      key: `${key} ${viewer?.id ?? "staff"}`,
      label: viewer
        ? say("Svar {whom} som {name} …", { whom: firstName(comment.author.name), name: firstName(viewer.name) })
        : say("Svar for hånd som {page} …", { page: page.name }),
      cancel: done,
      focus: true,
      send: async (text) => {
        const sent = viewer
          ? await send("facebook/comment", { page: page.key, citizen: viewer.id, parent: comment.id, text })
          : await send("facebook/staff_reply", { page: page.key, target: comment.id, text });
        if (sent) done();
        return sent;
      },
    }),
  );
}

function body(page, viewer, one, name) {
  if (passing.editing === one.id) return editor(one);
  return h("div", { key: "body", class: name, lang: "nb" }, one.text && h("p", {}, one.text), one.photo && picture());
}

function editor(one) {
  const done = () => edit("");
  return composer({
    key: `edit ${one.id}`,
    label: say("Endre teksten"),
    button: say("Lagre"),
    first: one.text,
    cancel: done,
    focus: true,
    send: async (text) => {
      const sent = await send("facebook/edit", { id: one.id, text });
      if (sent) done();
      return sent;
    },
  });
}

function ownDeeds(page, viewer, one) {
  if (viewer?.id === one.author.id) {
    return [deed(say("Rediger"), () => edit(one.id)), deed(say("Slett"), () => send("facebook/delete", { id: one.id }))];
  }
  if (viewer || one.by_page) return null;
  return [
    deed(one.hidden ? say("Vis igjen") : say("Skjul"), () => send("facebook/hide", { id: one.id, hidden: !one.hidden })),
    deed(say("Slett"), () => send("facebook/delete", { id: one.id, by_page: true })),
  ];
}

function like(viewer, one) {
  const label = one.likes ? `${say("Liker")} · ${one.likes}` : say("Liker");
  if (!viewer) return one.likes > 0 && h("span", { key: "likes" }, label);
  return h(
    "button",
    {
      key: "like",
      type: "button",
      class: "deed",
      on: { click: () => send("facebook/like", { id: one.id, citizen: viewer.id }) },
    },
    icon("heart"),
    label,
  );
}

function hiddenNote(comment, viewer) {
  if (!comment.hidden) return null;
  const text = viewer
    ? say("Skjult for andre. {name} ser den fortsatt, og får ikke vite det.", { name: firstName(viewer.name) })
    : say("Skjult. Bare den som skrev, og vennene ser den fortsatt.");
  return h("p", { key: "hidden", class: "small hidden-note" }, icon("eye"), text);
}

function author(one) {
  return h(
    "p",
    { key: "author", class: "author" },
    h("strong", {}, one.author.name),
    one.by_page && h("span", { class: "tag" }, say("Siden")),
    one.author.bot && h("span", { class: "tag accent" }, say("via Svarvakt")),
  );
}

function time(one) {
  const moment = Date.parse(one.at);
  return h("time", { key: "time", class: "small", datetime: one.at, title: inFull(moment) }, ago(moment));
}

function counted(comments) {
  const count = (list) => list.reduce((sum, one) => sum + 1 + count(one.replies), 0);
  const number = count(comments);
  return number > 0 && h("span", { key: "count" }, number === 1 ? say("1 kommentar") : say("{number} kommentarer", { number }));
}

function picture() {
  return h("div", { key: "picture", class: "picture", role: "img", "aria-label": say("Bilde") }, icon("picture"), say("Bilde"));
}

function deed(label, act) {
  return h("button", { key: label, type: "button", class: "deed", on: { click: act } }, label);
}

function maySee(one, viewer) {
  return !one.hidden || !viewer || one.author.id === viewer.id;
}

function reply(key) {
  passing.replying = key;
  redraw();
}

function edit(id) {
  passing.editing = id;
  redraw();
}

/** The part of a Facebook id that names the thing itself. */
export function lastSegment(id) {
  return id.slice(id.lastIndexOf("_") + 1);
}
