"""Our escaping gives what markupsafe gives, and templates use it."""

from __future__ import annotations

import jinja2
import markupsafe
from hypothesis import given
from hypothesis import strategies as st

from generator.site.escaping import QuickEnvironment, escape


@given(st.one_of(st.text(), st.text("<>&'\"a党 ", max_size=20), st.integers(), st.none(), st.booleans()))
def test_it_escapes_as_markupsafe_does(value: object) -> None:
    assert str(escape(value)) == str(markupsafe.escape(value))


@given(st.text("<>&'\"a", max_size=10))
def test_markup_is_left_alone(text: str) -> None:
    assert escape(markupsafe.Markup(text)) == text


def test_templates_escape_everywhere_and_once() -> None:
    env = QuickEnvironment(autoescape=True)
    source = (
        "{% macro m(x) %}<b>{{ x }}</b>{% endmacro %}{% set s %}<i>{{ v }}</i>{% endset %}"
        "{{ v }}{{ m(v) }}{{ s }}{{ v ~ '<' }}{{ v | upper }}{{ [v] | join('<') }}{{ v | safe }}{{ v | e }}"
    )
    expected = jinja2.Environment(autoescape=True).from_string(source).render(v="<&")
    assert env.from_string(source).render(v="<&") == expected
    assert "from generator.site.escaping import escape" in str(env.compile(source, raw=True))
