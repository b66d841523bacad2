"""Knows how to show a block of a page a second time, which Django's own tags refuse."""

from django import template
from django.template.loader_tags import BLOCK_CONTEXT_KEY

register = template.Library()


@register.simple_tag(takes_context=True)
def block_again(context, name):
    """Return what a block of this page renders to; already escaped where the block is."""
    return context.render_context[BLOCK_CONTEXT_KEY].get_block(name).render(context)
