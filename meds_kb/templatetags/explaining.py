"""Knows which part of a page has its hard words explained: all that is ours, on pages that are stored once for everybody."""

from django import template
from django.utils.safestring import mark_safe

from medications import glossary

register = template.Library()


@register.tag
def explained(parser, token):
    """Wrap a part of a template: the first use of each word of the glossary in it becomes a link."""
    nodelist = parser.parse(("endexplained",))
    parser.delete_first_token()
    return ExplainedNode(nodelist)


class ExplainedNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        html = self.nodelist.render(context)
        # A page that is not stored (a form, a refusal) has no version; its words are mostly the writer's.
        version = getattr(context.get("request"), "content_version", None)
        words = glossary.current(version) if version is not None else None
        return mark_safe(glossary.explained(html, words)) if words else html  # noqa: S308 – it was safe before
