"""What people do on Facebook at the worst moment: between a look and a write, or while an event is on its way."""

from sandbox.facebook.acts.deeds import Deeds
from sandbox.facebook.graph.call import GraphCall
from sandbox.facebook.state.records import Author, SimComment
from sandbox.facebook.state.world import Writing
from sandbox.faults import Faults

BY_HAND = "Hei! Dette svarte jeg på i appen. Hilsen Tove"


class Meddlers:
    """People whose moment the faults choose."""

    def __init__(self, deeds: Deeds, faults: Faults) -> None:
        self._deeds = deeds
        self._faults = faults

    def before(self, call: GraphCall, where: str) -> None:
        """Get in before the bot: when it writes under a citizen's words, or looks what stands under them."""
        target = self._deeds.world.find(call.path[0]) if call.path[1:] == ("comments",) else None
        if target is None or target.by_page:
            return
        if call.method == "POST" and self._faults.strikes("facebook.author_deletes", where):
            self._deeds.remove(target, target.author)
        if call.method == "GET" and self._faults.strikes("facebook.staff_answers", where):
            self._deeds.comment(target, self._staff(target), BY_HAND)

    def beside(self, comment: SimComment, where: str) -> None:
        """Do something of one's own when a citizen has just commented."""
        if self._faults.strikes("facebook.hidden_and_shown", where):
            self._deeds.hide(comment, self._staff(comment), hidden=True)
            self._deeds.hide(comment, self._staff(comment), hidden=False)
        if self._faults.strikes("facebook.sticker", where):
            self._deeds.comment(self._deeds.world.post(comment.post_id), self._somebody_else(comment), "", photo=True)

    def _staff(self, writing: Writing) -> Author:
        return Author(writing.page_id, self._deeds.world.pages[writing.page_id].name)

    def _somebody_else(self, comment: SimComment) -> Author:
        others = (citizen for citizen in self._deeds.world.citizens if citizen != comment.author.id)
        return self._deeds.world.citizen(next(others))
