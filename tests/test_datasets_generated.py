"""Generated data: repeatable, balanced, and what they say they are. MNIST: from a server on this computer."""

import doctest
import hashlib
import http.server
import io
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.linear_model import LogisticRegression

from dlutils import datasets_generated as data
from dlutils import download, drawing

LOADERS = {
    "xor": (data.load_xor, 2),
    "blobs": (data.load_blobs, 3),
    "moons": (data.load_moons, 2),
    "shapes": (lambda n, rng: data.load_shapes(n, 16, rng), 10),
}
every_loader = pytest.mark.parametrize("load, classes", LOADERS.values(), ids=LOADERS)


@every_loader
def test_the_same_seed_draws_the_same_data_and_another_seed_others(load, classes):
    X, y = load(n=53, rng=4)
    X_again, y_again = load(n=53, rng=np.random.default_rng(4))
    X_other, _ = load(n=53, rng=5)
    np.testing.assert_array_equal(X, X_again)
    np.testing.assert_array_equal(y, y_again)
    assert not np.array_equal(X, X_other)


@every_loader
@given(n=st.integers(1, 60))
@settings(max_examples=15, deadline=None)
def test_classes_are_balanced_and_shuffled(load, classes, n):
    X, y = load(n=n, rng=2)
    counts = np.bincount(y, minlength=classes)
    assert len(X) == len(y) == n and counts.size == classes
    assert counts.max() - counts.min() <= (
        2 if load is data.load_xor else 1
    )  # two corners make a class of XOR


@every_loader
def test_no_examples_are_refused(load, classes):
    with pytest.raises(ValueError, match="n must be at least 1"):
        load(n=0, rng=0)


def test_xor_corners_have_the_label_of_differing_signs():
    X, y = data.load_xor(40, noise=0.0)
    np.testing.assert_array_equal(y, X[:, 0] * X[:, 1] < 0)
    assert set(map(tuple, X)) == {(-1, -1), (-1, 1), (1, -1), (1, 1)}


def test_a_straight_line_parts_blobs_but_neither_xor_nor_moons():
    def straight(X, y):
        return LogisticRegression().fit(X, y).score(X, y)

    assert straight(*data.load_blobs(300)) > 0.97
    assert straight(*data.load_xor(300)) < 0.7
    assert 0.8 < straight(*data.load_moons(300)) < 0.92


def test_blobs_lie_around_the_centers_that_were_given():
    centers = np.array([[5.0, 0.0, 1.0], [0.0, 7.0, -1.0]])
    X, y = data.load_blobs(4000, centers=centers, spread=0.5)
    for label, center in enumerate(centers):
        np.testing.assert_allclose(X[y == label].mean(axis=0), center, atol=0.05)
        np.testing.assert_allclose(X[y == label].std(axis=0), 0.5, atol=0.03)


def test_noiseless_moons_are_half_circles_that_a_half_turn_exchanges():
    X, y = data.load_moons(400, noise=0.0)
    upper, lower = X[y == 0], -X[y == 1]
    for moon in (upper, lower):
        np.testing.assert_allclose(np.hypot(moon[:, 0] + 0.5, moon[:, 1] + 0.25), 1)
        assert (moon[:, 1] >= -0.25).all()


def test_one_hot_has_a_single_one_in_the_column_of_the_label():
    np.testing.assert_array_equal(data.one_hot(np.array([2, 0]), 4), [[0, 0, 1, 0], [1, 0, 0, 0]])
    assert data.one_hot(np.array([2, 0])).shape == (2, 3)


@pytest.mark.parametrize(
    "y", [np.array([0, 4]), np.array([-1, 0]), np.array([0.0, 1.0]), np.array([[0], [1]])]
)
def test_one_hot_refuses_what_is_no_label(y):
    with pytest.raises(ValueError, match="one_hot"):
        data.one_hot(y, 4)


# Shapes ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", drawing.SHAPES)
def test_a_shape_stays_in_its_disc_fills_it_and_has_a_sharp_edge(name):
    x, y = np.meshgrid(np.linspace(-1.3, 1.3, 401), np.linspace(-1.3, 1.3, 401))
    value = drawing.SHAPES[name](x, y)
    radius_of_inside = np.hypot(x, y)[value < 0]
    assert 0.89 < radius_of_inside.max() < 1.03
    step = x[0, 1] - x[0, 0]
    slopes = np.hypot(*np.gradient(value, step))
    on_the_edge = np.abs(value) < step
    # one unit per unit of distance, but for corners: else an edge would be blurred or jagged
    assert np.mean(np.abs(slopes[on_the_edge] - 1) < 0.05) > 0.9


def test_no_two_shapes_are_alike_at_any_angle():
    size, angles = 48, np.deg2rad(np.arange(0, 360, 5))
    n = len(angles)
    middle, white, black = np.full((n, 2), 0.5), np.ones((n, 3)), np.zeros((n, 3))

    def drawn(number):
        pictures = drawing.draw_shapes(
            np.full(n, number), size, np.full(n, 0.42), angles, middle, white, black
        )
        return pictures[..., 0].reshape(n, -1)

    pictures = [drawn(number) for number in range(len(drawing.SHAPES))]
    for i, upright in enumerate(pictures):
        for j in range(i):
            # one picture against the other at every angle: this share of the smaller one's area differs
            difference = np.abs(upright[:1] - pictures[j]).sum(axis=1).min()
            assert difference > 0.25 * min(upright[0].sum(), pictures[j][0].sum()), (i, j)


def test_shapes_are_anticlockwise_and_y_points_up():
    up, left = drawing.draw_shapes(
        np.full(2, list(drawing.SHAPES).index("drop")), 64, np.full(2, 0.45), np.array([0, np.pi / 2]),
        np.full((2, 2), 0.5), np.ones((2, 3)), np.zeros((2, 3)),
    )[..., 0]  # fmt: skip
    assert up[:10].sum() < up[-20:-10].sum()  # the tip of a drop is above, its belly below
    np.testing.assert_allclose(left, np.rot90(up), atol=1e-4)


def test_shapes_are_pictures_between_0_and_1_complete_and_in_float32():
    X, y = data.load_shapes(200, 32, rng=1, rotation=180, place=1, colours="any")
    assert X.shape == (200, 32, 32, 3) and X.dtype == np.float32 and y.dtype.kind == "i"
    assert X.min() >= 0 and X.max() <= 1
    border = np.concatenate([X[:, 0], X[:, -1], X[:, :, 0], X[:, :, -1]], axis=1)
    background = np.median(border, axis=1, keepdims=True)
    touched = (np.abs(border - background).max(axis=2) > 0.2).mean(axis=1)
    assert (touched < 0.1).all()  # a tip may touch the border, nothing is cut off


def test_nothing_but_the_form_tells_the_class():
    """The colour of the background says nothing about the class, and contrast next to nothing."""
    X, y = data.load_shapes(3000, 16, rng=7)
    tenths = [
        np.abs(X[y == label].std(axis=(1, 2)).mean(axis=1).mean() - X.std(axis=(1, 2)).mean())
        for label in range(10)
    ]
    assert max(tenths) < 0.06
    corners = X[:, 0, 0]
    for label in range(10):
        np.testing.assert_allclose(corners[y == label].mean(axis=0), corners.mean(axis=0), atol=0.02)


@pytest.mark.parametrize("colours", drawing.COLOURS)
def test_colours_can_be_told_from_their_background(colours):
    foreground, background = drawing.COLOURS[colours](2000, np.random.default_rng(0))
    assert foreground.min() >= 0 and foreground.max() <= 1
    assert np.linalg.norm(foreground - background, axis=1).min() > 0.45
    if colours != "any":
        assert background.max() <= 0.25 and foreground.max(axis=1).min() >= 0.7


def test_hues_are_those_of_the_standard_library():
    import colorsys

    rng = np.random.default_rng(3)
    ours = drawing._hue(50, rng, (0.8, 0.8), (0.9, 0.9))
    hues = np.random.default_rng(3).random((50, 1))[:, 0]
    np.testing.assert_allclose(ours, [colorsys.hsv_to_rgb(h, 0.8, 0.9) for h in hues], atol=1e-12)


@pytest.mark.parametrize(
    "wrong, sentence",
    [
        ({"scale": (0.4, 0.3)}, "scale"),
        ({"scale": (0.4, 0.6)}, "scale"),
        ({"place": 1.5}, "place"),
        ({"colours": "red"}, "hue, bright, any"),
        ({"size": 5}, "at least 8"),
    ],
)
def test_bad_arguments_of_shapes_are_refused_with_what_is_allowed(wrong, sentence):
    with pytest.raises(ValueError, match=sentence):
        data.load_shapes(10, **wrong)


def test_the_example_in_the_docstring_is_true():
    assert doctest.testmod(data).failed == 0 < doctest.testmod(data).attempted


# MNIST -----------------------------------------------------------------------------------------------------


@pytest.fixture
def small_mnist():
    """A file made like MNIST's, with 7 and 3 digits."""
    rng = np.random.default_rng(0)
    arrays = {}
    for part, m in (("train", 7), ("test", 3)):
        arrays[f"x_{part}"] = rng.integers(0, 256, (m, 28, 28), dtype=np.uint8)
        arrays[f"y_{part}"] = rng.integers(0, 10, m, dtype=np.uint8)
    file = io.BytesIO()
    np.savez_compressed(file, **arrays)
    return arrays, file.getvalue()


@pytest.fixture
def server(small_mnist, monkeypatch):
    """A server on this computer that hands the small file out; its manners can be changed."""
    _, content = small_mnist
    manners = {"content": content, "status": 200, "length": len(content), "asked": 0}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            manners["asked"] += 1
            self.send_response(manners["status"])
            self.send_header("Content-Length", str(manners["length"]))
            self.end_headers()
            self.wfile.write(manners["content"])

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as instance:
        thread = threading.Thread(target=instance.serve_forever)
        thread.start()
        monkeypatch.setattr(data, "MNIST_ADDRESS", f"http://127.0.0.1:{instance.server_port}/mnist.npz")
        monkeypatch.setattr(data, "MNIST_SHA256", hashlib.sha256(content).hexdigest())
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield manners
        instance.shutdown()
        thread.join()


def test_mnist_comes_as_rows_of_pictures_from_0_to_1(server, small_mnist, tmp_path):
    arrays, _ = small_mnist
    (X_train, y_train), (X_test, y_test) = data.load_mnist(tmp_path / "new" / "folder")
    assert X_train.shape == (7, 28, 28, 1) and X_test.shape == (3, 28, 28, 1)
    assert X_train.dtype == np.float32 and y_train.dtype.kind == "i"
    np.testing.assert_array_equal(X_test[..., 0], (arrays["x_test"] / 255).astype(np.float32))
    np.testing.assert_array_equal(y_test, arrays["y_test"])


def test_mnist_is_downloaded_once(server, tmp_path):
    data.load_mnist(tmp_path)
    data.load_mnist(tmp_path)
    assert server["asked"] == 1
    (tmp_path / "mnist.npz").write_bytes(b"spoilt")
    data.load_mnist(tmp_path)
    assert server["asked"] == 2


MISHAPS = {
    "another file": ({"content": b"please log in", "length": 13}, "checksum differs.*thrown away"),
    "broken off": ({"content": b"half", "length": 1000}, "broke off"),
    "not there": ({"status": 404}, "404"),
}


@pytest.mark.parametrize("manners, sentence", MISHAPS.values(), ids=MISHAPS)
def test_a_mishap_is_one_sentence_and_leaves_nothing_behind(server, tmp_path, manners, sentence):
    server.update(manners)
    with pytest.raises(download.DownloadError, match=sentence) as caught:
        data.load_mnist(tmp_path)
    assert "\n" not in str(caught.value) and "load_digits" in str(caught.value)
    assert caught.value.__suppress_context__
    assert list(tmp_path.iterdir()) == []


def test_offline_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr(data, "MNIST_ADDRESS", "http://127.0.0.1:9/mnist.npz")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with pytest.raises(download.DownloadError, match="Connect to the internet") as caught:
        data.load_mnist(tmp_path)
    assert str(tmp_path / "mnist.npz") in str(caught.value)
    assert list(tmp_path.iterdir()) == []


def test_a_spoilt_copy_stays_until_a_good_one_is_complete(server, tmp_path):
    (tmp_path / "mnist.npz").write_bytes(b"old")
    server.update(status=500)
    with pytest.raises(download.DownloadError):
        data.load_mnist(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mnist.npz"]


def test_a_cache_that_cannot_be_written_is_named(server, tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(download.DownloadError, match="Give another folder"):
        data.load_mnist(tmp_path / "file")


@pytest.mark.parametrize(
    "platform, variable, end",
    [
        ("linux", "XDG_CACHE_HOME", "set"),
        ("linux", None, ".cache"),
        ("darwin", None, "Caches"),
        ("win32", "LOCALAPPDATA", "set"),
    ],
)
def test_the_cache_lies_where_the_system_keeps_caches(monkeypatch, tmp_path, platform, variable, end):
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    if variable:
        monkeypatch.setenv(variable, str(tmp_path / "set"))
    monkeypatch.setattr(download.sys, "platform", platform)
    assert download.cache_folder().name == "dlutils" and download.cache_folder().parent.name == end
