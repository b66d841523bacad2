"""Knows how people log in at the desk: as often as the limits allow, in two steps, and for as long as they work."""

import django_otp
from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.timezone import now
from django.views.decorators.cache import never_cache

from experiences import limits, networks
from meds_kb import second_step

KEY = "second_step_key"  # in the session, until the app has shown that it holds the key
SEEN, EVERY = "seen", 60  # seconds between two writes that keep a log-in alive

WRONG = "This is not the code that the app shows now. A code works once, for half a minute. Wait for the next one."


class CodeForm(forms.Form):
    """Asks for what the app shows."""

    code = forms.CharField(
        label="Code",
        max_length=12,
        help_text="The six digits that the app on your phone shows now.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "autofocus": True}),
    )

    def clean_code(self):
        return self.cleaned_data["code"].replace(" ", "")


class TwoSteps:
    """Mixed into the desk: who gave the password has no permission for any page before the second step is done."""

    def get_urls(self):
        return [
            path("second-step/", never_cache(self.second_step), name="second_step"),
            path("second-step/new/", never_cache(self.new_second_step), name="new_second_step"),
            *super().get_urls(),
        ]

    def has_permission(self, request):
        if not super().has_permission(request) or second_step.is_open(request.user):
            return False
        stay(request)
        return True

    def login(self, request, extra_context=None):
        if request.method == "GET" and gave_password(request):
            return self._on(request)
        if request.method != "POST":
            return super().login(request, extra_context)
        spend(request, request.POST.get(get_user_model().USERNAME_FIELD, ""))  # before the password is hashed
        answer = super().login(request, extra_context)
        if request.user.is_authenticated and not second_step.is_open(request.user):
            forgive(request)
        return answer

    def _on(self, request):
        """Send on who has already given the password: to the step that is open, or where they wanted to go."""
        wanted = where_to(request)
        if not second_step.is_open(request.user):
            return HttpResponseRedirect(wanted)
        page = "second_step" if second_step.is_set_up(request.user) else "new_second_step"
        return HttpResponseRedirect(f"{reverse(f'admin:{page}')}?{urlencode({'next': wanted})}")

    def second_step(self, request):
        """Ask for the code of an app that is set up."""
        if not gave_password(request) or not second_step.is_open(request.user):
            return HttpResponseRedirect(reverse("admin:login"))
        form = CodeForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            spend(request, request.user.get_username())
            if device := second_step.passed(request.user, form.cleaned_data["code"]):
                return self._let_in(request, device)
            form.add_error("code", WRONG)
        return self._ask_for_code(request, form, title="Second step")

    def new_second_step(self, request):
        """Show the key of a new app, and ask for a code that proves the app holds it."""
        is_newcomer = gave_password(request) and second_step.is_open(request.user)
        if not self.has_permission(request) and not (is_newcomer and not second_step.is_set_up(request.user)):
            return HttpResponseRedirect(reverse("admin:login"))
        key = request.session.setdefault(KEY, second_step.new_key())
        form = CodeForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            spend(request, request.user.get_username())
            if device := second_step.set_up(request.user, key, form.cleaned_data["code"]):
                del request.session[KEY]
                messages.success(request, "From now on you log in with your password and a code of your app.")
                return self._let_in(request, device)
            form.add_error("code", WRONG)
        more = {
            "picture": second_step.as_picture(request.user, key),
            "key": second_step.as_words(key),
            "is_required": is_newcomer,
        }
        return self._ask_for_code(request, form, title="Set up the second step", **more)

    def _let_in(self, request, device):
        django_otp.login(request, device)
        forgive(request)
        return HttpResponseRedirect(where_to(request))

    def _ask_for_code(self, request, form, **more):
        context = {**self.each_context(request), "form": form, "next": where_to(request), **more}
        return TemplateResponse(request, "admin/desk_second_step.html", context)


def gave_password(request):
    return request.user.is_active and request.user.is_staff


def where_to(request):
    """Return the page of ours that was wanted, the desk's first page otherwise."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    if url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return wanted
    return reverse("admin:index")


def spend(request, name):
    """Count a try of this network and of this account; raise TooMany."""
    moment = now()
    limits.spend("login", networks.network_of(request), now=moment)
    limits.spend("account", name.strip().lower()[:150], now=moment)


def forgive(request):
    moment = now()
    limits.forgive("login", networks.network_of(request), now=moment)
    limits.forgive("account", request.user.get_username().lower(), now=moment)


def stay(request):
    """Keep the log-in alive while somebody works: at most one write a minute."""
    moment = int(now().timestamp())
    if moment - request.session.get(SEEN, 0) >= EVERY:
        request.session[SEEN] = moment
