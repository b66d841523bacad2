"""Lets an author with a code see what became of what they sent, change it, take it back, erase it, or take it with them."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from experiences import limits, moderation, networks, told_rows
from experiences.models import Author, Post
from experiences.views import kept, writing
from experiences.writing import codes, errands, form_tokens, own_posts, sending, sent_fields
from experiences.writing.forms import CodeForm, FollowUpForm

UNKNOWN = "No post here has this code. Please check each sign."


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request):
    if request.method != "POST":
        return _code_page(request, CodeForm())
    form = CodeForm(request.POST)
    if not form.is_valid():
        return _code_page(request, form)
    author = _author(request, form.cleaned_data["code"])
    if author is None:
        form.add_error("code", UNKNOWN)
        return _code_page(request, form)
    return _answer(request, author, form.cleaned_data["code"])


def _author(request, written):
    """Return the Author of a code, or None; a network that tried many wrong ones must wait."""
    now, source = timezone.now(), networks.network_of(request)
    limits.check("code", source, now=now)
    if author := Author.objects.filter(code_hash=codes.hashed(written) or "-").first():
        return author
    limits.spend("code", source, now=now)
    return None


def _answer(request, author, code):
    """Do what a button of the page asks for with one post of this author."""
    what, posts = request.POST.get("what", ""), own_posts.of(author)
    if what == "download":
        return _download(posts)
    post = next((one for one in posts if str(one.pk) == request.POST.get("post")), None)
    if post is None or what not in ACTS:
        return _list_page(request, posts, code)
    try:
        return ACTS[what](request, post, author, code)
    except moderation.WrongState as wrong:
        return _list_page(request, own_posts.of(author), code, notice=str(wrong))


def _edit(request, post, author, code):
    errand, data = errands.edit_of(post), sent_fields.read(request.POST)
    if "story" in data:
        return writing.take(request, errand, data)
    told = told_rows.read_thread(post.thread, [post]).posts[0]
    data |= {"title": own_posts.heading(post)} | own_posts.as_fields(told) | {"token": form_tokens.fresh()}
    return writing.story_page(request, errand, errand.form(initial=data), data)


def _withdraw(request, post, author, code):
    if request.POST.get("sure") != "yes":
        return _ask_again(request, post, code, "withdraw")
    moderation.withdraw(post, now=timezone.now())
    return _list_page(request, own_posts.of(author), code, notice="It is off the page.")


def _erase(request, post, author, code):
    if request.POST.get("sure") != "yes":
        return _ask_again(request, post, code, "erase")
    moderation.erase(post, now=timezone.now())
    return _list_page(request, own_posts.of(author), code, notice="It is erased. Nothing of it is left here.")


def _follow_up(request, post, author, code):
    form = FollowUpForm(request.POST if "stage" in request.POST else None, uses=own_posts.shown(post).uses)
    if not form.is_valid():
        context = {"post": own_posts.shown(post), "code": code, "form": form, "errors": kept.summary_of([form])}
        return render(request, "experiences/mine/follow_up.html", context)
    sending.follow_up(post, form.cleaned_data, now=timezone.now())
    return _list_page(request, own_posts.of(author), code, notice="Thank you. It stands with today’s date.")


ACTS = {"edit": _edit, "withdraw": _withdraw, "erase": _erase, "follow_up": _follow_up}


def _download(posts):
    answer = JsonResponse(
        own_posts.as_download(posts), safe=False, json_dumps_params={"indent": 2, "ensure_ascii": False}
    )
    answer.headers["Content-Disposition"] = 'attachment; filename="what-i-sent.json"'
    return answer


def _code_page(request, form):
    errors = kept.summary_of([form])
    return render(request, "experiences/mine/code.html", {"form": form, "errors": errors})


def _list_page(request, posts, code, *, notice=""):
    context = {"posts": [own_posts.shown(one) for one in posts], "code": code, "notice": notice}
    return render(request, "experiences/mine/list.html", context)


def _ask_again(request, post, code, what):
    is_public = post.status == Post.Status.PUBLISHED
    context = {"post": own_posts.shown(post), "code": code, "what": what, "is_public": is_public}
    return render(request, "experiences/mine/sure.html", context)
