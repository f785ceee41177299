"""Hypothesis strategies for cards and forms full of other people's text."""

from typing import Any

from hypothesis import strategies as st

from bot.ports.card import Action, Card, Fact, Line, Link, Listing, Mention, Notice, Quote, Style, Tone
from bot.ports.form import CheckField, Choice, ChoiceField, Form, TextField

HOSTILE = (
    "",
    " ",
    "🙂",
    "👨‍👩‍👧‍👦" * 40,
    "<!channel> hei <!here> <!everyone>",
    "<@U0ANNE0001> <!subteam^S0FRONT001|@kommunetorget> <#C0SPORSMAL|spørsmål>",
    "<http://ond.example|https://solvik.kommune.no>",
    "&amp; &lt;!channel&gt; &#60;",
    "*fet* _kursiv_ ~strek~ `kode` ```blokk``` > sitat",
    "\u202emoc.live//:sptth\u202c",
    "\u200b\u200b\ufeff\u2060",
    "متى يفتح المسبح؟ " * 30,
    "&" * 3001,
    "å" * 3001,
    "<" * 6001,
    "a\n" * 1600,
    "Z̸̢̛͓̺͚͔̥̗̖̈́̒́͛͑͗ͅalgo" * 20,
    "@channel @here https://ond.example/%7C|x",
    "\ud83d alene",
    "x" * 13_000,
)

hostile = st.integers(0, len(HOSTILE) - 1).map(HOSTILE.__getitem__)
long_texts = st.builds(
    lambda start, sign, length: start + sign * length,
    st.text(max_size=9),
    st.sampled_from("aå&<🙂 "),
    st.integers(2980, 3010),
)
texts = st.one_of(hostile, st.text(max_size=60), long_texts)
short_texts = st.one_of(hostile, st.text(max_size=20))
names = st.sampled_from(("take", "ask", "answer", "publish", "use", "close"))
values = st.sampled_from(("12", "12:3", "12:4567"))

actions = st.builds(Action, names, short_texts, values, st.sampled_from(Style), short_texts)
links = st.builds(
    Link, short_texts, st.sampled_from(("https://facebook.example/1?a=1&b=2", "javascript:x", "http://[", ""))
)
mentions = st.builds(Mention, st.sampled_from(("U0ANNE0001", "S0FRONT001", "!channel", "U1> <!here", "")))
quotes = st.builds(Quote, short_texts, texts, short_texts)
notices = st.builds(Notice, st.sampled_from(Tone), texts)
facts = st.builds(Fact, short_texts, texts)
lines = st.builds(Line, links, texts)


def tuples(strategy: Any, most: int) -> Any:
    return st.lists(strategy, max_size=most).map(tuple)


listings = st.builds(Listing, short_texts, tuples(lines, 4))
cards = st.builds(
    Card,
    summary=texts,
    title=short_texts,
    lead=texts,
    notices=tuples(notices, 4),
    quotes=tuples(quotes, 5),
    body=texts,
    facts=tuples(facts, 12),
    listings=tuples(listings, 3),
    mentions=tuples(mentions, 4),
    actions=tuples(actions, 8),
    links=tuples(links, 4),
    footer=texts,
)

choices = st.lists(
    st.builds(Choice, st.sampled_from("abcdefghijkl"), short_texts), max_size=12, unique_by=lambda c: c.value
)
fields = st.one_of(
    st.builds(
        TextField, st.just("t"), short_texts, texts, short_texts, st.integers(1, 9000), st.booleans(), st.booleans()
    ),
    st.builds(
        ChoiceField, st.just("c"), short_texts, choices.map(tuple), st.sampled_from("abz"), short_texts, st.booleans()
    ),
    st.builds(CheckField, st.just("k"), short_texts, choices.map(tuple), short_texts, st.booleans()),
)
forms = st.builds(
    Form,
    name=names,
    title=short_texts,
    submit=short_texts,
    cancel=short_texts,
    subject=values,
    fields=st.lists(fields, max_size=3, unique_by=lambda field: field.key).map(tuple),
    notices=tuples(notices, 2),
    quotes=tuples(quotes, 3),
    body=texts,
)


def leaves(thing: Any) -> list[dict[str, Any]]:
    """Every object that carries a text, at any depth."""
    if isinstance(thing, list):
        return [leaf for part in thing for leaf in leaves(part)]
    if not isinstance(thing, dict):
        return []
    here = [thing] if isinstance(thing.get("text"), str) else []
    return here + [leaf for part in thing.values() for leaf in leaves(part)]
