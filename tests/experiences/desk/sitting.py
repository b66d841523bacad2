"""What the tests of the moderator's side share: who sits at the desk, what waits there, how a decision is sent."""

import datetime

from django.contrib.auth import get_user_model
from django.urls import reverse
from django.utils.timezone import now

from experiences import moderation
from experiences.desk import queues
from experiences.telling import read_thread
from meds_kb import roles

CRISIS = "I took all my pills an hour ago. I want to die."
PLAIN = "I am on Imuran and had nausea."


def logged_in(client, name, *groups):
    user = get_user_model().objects.create_user(name, is_staff=True)
    user.groups.set([group for group in roles.make_roles() if group.name in (groups or (roles.MODERATOR,))])
    client.force_login(user)
    client.user = user
    return client


def waiting(body=PLAIN, *, ago=60, **more):
    told = read_thread({"title": "On Imuran", "posts": [{"body": body, **more}]})
    return moderation.open_with(told, now=now() - datetime.timedelta(minutes=ago))


def page_of(post, queue="review"):
    return reverse("admin:experiences_post_review", args=[post.pk]) + f"?queue={queue}"


def queue(name):
    return reverse("admin:experiences_post_queue", args=[name])


def decide(client, post, verb, **more):
    seen = {"status": post.status, "revision": post.revision, "verb": verb, **more}
    return client.post(page_of(post, more.pop("queue", "review")), seen)


def state(post):
    post.refresh_from_db()
    return post.status


def said(answer, client):
    return client.get(answer.url).content.decode() if answer.status_code == 302 else answer.content.decode()


def in_queue(name, user):
    return [row.pk for row in queues.page(name, user=user, now=now())[0]]
