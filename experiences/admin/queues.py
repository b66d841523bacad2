"""Knows the pages of the queues: each with an address of its own, its posts by risk and age, and the way into a review."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.timezone import now

from experiences import moderation
from experiences.admin.bulk import BulkPublish
from experiences.desk import numbers, queues
from experiences.models import Post
from medications.admin.autocomplete import is_id

NOTHING_LEFT = "Nothing is left to take in any queue."


class QueuePages(BulkPublish):
    """Mixed into the admin of posts."""

    def get_urls(self):
        page = self.admin_site.admin_view
        return [
            path("queue/<str:name>/", page(self.queue), name="experiences_post_queue"),
            path("queue/<str:name>/publish/", page(self.bulk_publish), name="experiences_post_bulk"),
            path("numbers/", page(self.numbers), name="experiences_post_numbers"),
            *super().get_urls(),
        ]

    def queue(self, request, name):
        """Show one page of a queue; a post from it is taken by POST."""
        self.may(request, "view")
        if name not in queues.QUEUES:
            raise Http404
        if request.method == "POST":
            self.may(request, "change")
            return self._take(request, name)
        after = request.GET.get("after", "")
        who = {"user": request.user, "now": now()}
        rows, further = queues.page(name, after=int(after) if is_id(after) else None, **who)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Queue: {queues.QUEUES[name].words}",
            "heads": queues.heads(**who),
            "queue": queues.QUEUES[name],
            "rows": rows,
            "further": further,
            "is_later": bool(after),
            "can_decide": self.has_change_permission(request),
            "can_bulk": name == "review" and self.has_change_permission(request),
        }
        return TemplateResponse(request, "admin/experiences/queue.html", context)

    def numbers(self, request):
        self.may(request, "view")
        moment = now()
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Numbers of the desk",
            "heads": queues.heads(user=request.user, now=moment),
            "numbers": numbers.read(moment),
        }
        return TemplateResponse(request, "admin/experiences/numbers.html", context)

    def _take(self, request, name):
        wanted = request.POST.get("take", "")
        if not is_id(wanted):
            return self.open_next(request, name)
        post = Post.objects.select_related("claimed_by").filter(pk=int(wanted)).first()
        if post is None:
            raise Http404
        try:
            moderation.claim(post, by=request.user, now=now())
        except moderation.WrongState as lost:
            self.message_user(request, f"Post {post.pk}: {lost}", messages.WARNING)
            return HttpResponseRedirect(to_queue(name))
        return HttpResponseRedirect(to_review(post.pk, name))

    def open_next(self, request, name, but=()):
        """Take the next post of a queue, or of the next queue that holds one, and show it."""
        moment = now()
        for queue, pk in queues.next_in(name, user=request.user, now=moment, but=but):
            post = Post.objects.select_related("claimed_by").get(pk=pk)
            try:
                moderation.claim(post, by=request.user, now=moment)
            except moderation.WrongState:
                continue  # somebody else took it this very moment
            if queue != name and name in queues.QUEUES:
                empty, other = queues.QUEUES[name].words, queues.QUEUES[queue].words
                self.message_user(request, f"Nothing is left to take in “{empty}”. This is from “{other}”.")
            return HttpResponseRedirect(to_review(pk, queue))
        self.message_user(request, NOTHING_LEFT)
        return HttpResponseRedirect(to_queue(name))


def to_queue(name):
    return reverse("admin:experiences_post_queue", args=[name if name in queues.QUEUES else "review"])


def to_review(pk, name=""):
    page = reverse("admin:experiences_post_review", args=[pk])
    return f"{page}?queue={name}" if name in queues.QUEUES else page
