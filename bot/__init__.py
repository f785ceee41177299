"""What Svarvakt does and promises. No vendor's name, no HTTP and no chat format live here.

The way of a question:
1. A door hears something and stores it before it acknowledges: `hearing.py`, `desk/office.py`.
2. What was stored is understood and handled, one transaction each: `intake.py`, `flow/asking/arrive.py`.
3. Whatever a step wants done outside it orders in the same transaction: `work.py`, `orders/`, `telling.py`.
4. The order is made: `delivery/` claims it, has it made by `effects/`, records how it ended.
5. The desk clicks: `desk/pressing.py` and `desk/sending.py` call the steps in `flow/answering/`.
6. Experts write in the thread: `threads.py` finds what was missed, `flow/answering/reply.py` makes the proposal.
7. An approved text is looked at once more and published: `flow/answering/publish.py`, `effects/publishing.py`.
8. Meanwhile the clock keeps the promise: `ticking.py` asks `rules/reminders.py`; `flow/promising/` holds and extends.
9. `watch/` looks for what went wrong or was forgotten, and `briefs/` tells how it goes.

The order of the rooms stands in `pyproject.toml` under import-linter; imports go down only.
"""
