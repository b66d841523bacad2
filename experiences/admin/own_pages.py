"""Knows how a page of our own stands at the desk beside Django's: its address, who may open it, what it shows."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path


class OwnPages:
    """Mixed into an admin with pages of its own: `own_pages` maps an address's end to a method of (request, id)."""

    own_pages = {}

    def get_urls(self):
        options = self.model._meta
        own = [
            path(
                f"<str:object_id>/{end}/",
                self.admin_site.admin_view(getattr(self, method)),
                name=f"{options.app_label}_{options.model_name}_{end}",
            )
            for end, method in self.own_pages.items()
        ]
        return [*own, *super().get_urls()]

    def row_or_404(self, request, object_id):
        if row := self.get_object(request, object_id):
            return row
        raise Http404

    def may(self, request, action):
        """Refuse who has no permission for an action on these rows."""
        if not request.user.has_perm(f"{self.opts.app_label}.{action}_{self.opts.model_name}"):
            raise PermissionDenied

    def ask(self, request, *, title, form, buttons, said="", notes=(), ways=()):
        """Show a form; `buttons` are (name, label), `ways` are (address, label)."""
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": title,
            "form": form,
            "media": form.media,
            "buttons": buttons,
            "said": said,
            "notes": notes,
            "ways": ways,
        }
        return TemplateResponse(request, "admin/desk_form.html", context)
