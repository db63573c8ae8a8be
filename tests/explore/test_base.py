import math
import subprocess
import sys

import ipywidgets
import pytest

from dlutils import explore
from dlutils.explore import Exploration
from dlutils.explore.base import UnreadableInput, read_number

ALL = [getattr(explore, name) for name in explore.__all__ if name != "Exploration"]
ALLOWED = (
    ipywidgets.BoundedFloatText,
    ipywidgets.FloatText,
    ipywidgets.BoundedIntText,
    ipywidgets.Text,
    ipywidgets.Checkbox,
    ipywidgets.Button,
)


def inside(widget):
    """All widgets of a view, boxes opened."""
    children = getattr(widget, "children", ())
    return [widget, *(deeper for child in children for deeper in inside(child))]


@pytest.fixture(params=ALL)
def exploration(request):
    return request.param()


def test_every_field_and_button_has_a_name_that_a_screen_reader_can_say(exploration):
    parts = [w for w in inside(exploration.view) if not isinstance(w, ipywidgets.Box | ipywidgets.HTML)]
    assert parts
    for widget in parts:
        assert isinstance(widget, ALLOWED), widget
        assert widget.description.strip(), widget
    names = [widget.description for widget in parts]
    assert len(set(names)) == len(names)


def test_what_is_typed_is_sent_as_a_whole(exploration):
    """Letter by letter, a quick press of the button could overtake the last letters."""
    fields = [w for w in inside(exploration.view) if hasattr(w, "continuous_update")]
    assert fields
    assert not any(field.continuous_update for field in fields)


def test_its_text_is_fixed_and_names_no_model(exploration):
    other = type(exploration)()
    bundle = exploration._repr_mimebundle_()
    assert bundle["text/plain"] == repr(exploration) == repr(other)
    assert repr(exploration) == f"Exploration: {exploration.title}. {exploration.sentence}"
    assert exploration.title[-1] not in ".?!" and exploration.sentence.endswith(".")
    view = bundle["application/vnd.jupyter.widget-view+json"]
    assert view["model_id"] == exploration.view.model_id
    assert exploration.view.model_id not in bundle["text/plain"]


def test_the_picture_is_described_and_the_state_is_said(exploration):
    assert exploration.picture.value.startswith('<img alt="')
    assert len(exploration.describe()) > 40
    assert exploration.status.value.startswith('<div role="status"')


def test_start_again_leads_to_the_same_start(exploration):
    def state():
        fields = [w.value for w in inside(exploration.view) if hasattr(w, "value")]
        return fields, [w.disabled for w in inside(exploration.view) if hasattr(w, "disabled")]

    start = state()
    exploration.typical()
    exploration.refresh()
    assert state() != start
    exploration.again.click()
    assert state() == start


def test_the_static_picture_shows_an_answer_and_is_the_same_each_time():
    for kind in ALL:
        still = kind.still()
        assert still == kind.still()
        assert still.png != kind().drawn().png
        assert "hidden" not in still.alt and "question mark" not in still.alt


def test_the_picture_does_not_take_the_learners_own_style(exploration):
    import matplotlib

    before = exploration.drawn().png
    with matplotlib.rc_context({"font.size": 20, "axes.facecolor": "red", "figure.subplot.left": 0.4}):
        assert exploration.drawn().png == before


def test_an_exploration_that_lacks_a_method_cannot_be_made():
    class Unfinished(Exploration):
        title = "Unfinished"

    with pytest.raises(TypeError, match="describe.*draw.*message.*reset.*rows.*typical"):
        Unfinished()


@pytest.mark.parametrize(
    "text, value",
    [
        ("0.25", 0.25),
        (" -1 ", -1.0),
        ("−1", -1.0),
        ("0,25", 0.25),
        ("1/5", 0.2),
        ("−2,5e-3", -0.0025),
        ("3/", 3.0),
    ],
)
def test_numbers_are_read_as_people_type_them(text, value):
    assert math.isclose(read_number(text, "the next w"), value)


@pytest.mark.parametrize("text", ["a", "1/0", "nan", "inf", "1e999", "1 2", "--1", "1,000.5", "/2", "<b>"])
def test_what_is_no_number_gets_a_sentence(text):
    with pytest.raises(UnreadableInput, match="cannot be read as the next w"):
        read_number(text, "the next w")


def test_an_empty_field_gets_its_own_sentence():
    with pytest.raises(UnreadableInput, match="Nothing to compare yet"):
        read_number("  ", "the next w")


@pytest.mark.parametrize(
    "module, absent",
    [
        ("dlutils", ["matplotlib", "ipywidgets", "IPython", "sklearn"]),
        ("dlutils.datasets", ["matplotlib", "ipywidgets", "sklearn"]),
        ("dlutils.plots", ["ipywidgets", "sklearn"]),
    ],
)
def test_importing_costs_only_what_is_used(module, absent):
    code = f"import sys, {module}; print([name for name in {absent} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8")
    assert (run.returncode, run.stdout.strip()) == (0, "[]"), run.stderr
