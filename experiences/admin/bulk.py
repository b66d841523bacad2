"""Knows how many posts of low risk are published at once: chosen, looked at once more, and told honestly."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import now

from experiences.desk import bulk


class BulkPublish:
    """Mixed into the pages of the queues."""

    def bulk_publish(self, request, name):
        """Show what would be published and what not, then do it."""
        self.may(request, "change")
        if name != "review":
            raise Http404
        back = HttpResponseRedirect(reverse("admin:experiences_post_queue", args=[name]))
        chosen = request.POST.getlist("chosen")
        if request.method != "POST" or not chosen:
            self.message_user(request, "Choose some posts first.", messages.WARNING)
            return back
        if len(chosen) > bulk.MOST:
            self.message_user(request, f"Choose at most {bulk.MOST} posts.", messages.WARNING)
            return back
        if "confirmed" in request.POST:
            self.message_user(request, bulk.publish(chosen, by=request.user, now=now()).words)
            return back
        found = bulk.candidates(chosen, user=request.user, now=now())
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": "Publish many posts at once",
            "ready": [one for one in found if not one.why_not],
            "others": [one for one in found if one.why_not],
            "back": back.url,
        }
        return TemplateResponse(request, "admin/experiences/bulk_publish.html", context)
