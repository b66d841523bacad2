"""Fills in and sends a page's form as a browser without JavaScript does."""

from html.parser import HTMLParser


class Form(HTMLParser):
    """The fields of the page's last form that posts, with what a browser would send of them."""

    def __init__(self, html):
        super().__init__()
        self.fields, self.buttons = {}, []
        self._in_form, self._select, self._textarea = False, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        named = dict(attrs)
        if tag == "form":
            self._in_form = named.get("method") == "post"
            if self._in_form:
                self.fields, self.buttons = {}, []
        elif self._in_form:
            self._read(tag, named)

    def _read(self, tag, named):
        if tag == "input" and (named.get("type") not in ("radio", "checkbox") or "checked" in named):
            self.fields[named["name"]] = named.get("value", "")
        elif tag == "select":
            self._select = named["name"]
        elif tag == "option" and self._select and ("selected" in named or self._select not in self.fields):
            self.fields[self._select] = named.get("value", "")
        elif tag == "textarea":
            self._textarea = named["name"]
            self.fields[self._textarea] = ""
        elif tag == "button":
            self.buttons.append((named.get("name"), named.get("value")))

    def handle_endtag(self, tag):
        if tag == "form":
            self._in_form = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data):
        if self._textarea:
            # A browser drops the line break that opens a text area.
            self.fields[self._textarea] += data if self.fields[self._textarea] else data.removeprefix("\n")


class Writer:
    """Somebody at one page, who fills in fields and presses buttons."""

    def __init__(self, client, address):
        self.client, self.address = client, address
        self._see(client.get(address))

    def _see(self, answer):
        self.answer, self.page = answer, answer.content.decode()
        self.form = Form(self.page)

    def press(self, value, *, name="do", **filled):
        """Fill in some fields and press a button of the page; `name` is the button's."""
        assert (name, value) in self.form.buttons, f"no button {name}={value} among {self.form.buttons}"
        self._see(self.client.post(self.address, {**self.form.fields, **filled, name: value}))
        return self
