import numpy as np
import pytest

from dlutils import datasets


def test_diabetes_is_raw():
    table = datasets.load_diabetes()
    assert table.X.shape == (442, 10) and table.y.shape == (442,)
    assert len(table.feature_names) == len(table.units) == 10
    np.testing.assert_allclose(table.X[0], [59, 2, 32.1, 101, 157, 93.2, 38, 4, 4.8598, 87])
    assert table.feature_names[2] == "bmi" and table.units[2] == "kg/m²"
    assert (table.y[0], table.y.min(), table.y.max()) == (151, 25, 346)
    # The docstring says that s4 is s1 / s3; the source rounds it, at times carelessly.
    np.testing.assert_allclose(table.X[:, 7], table.X[:, 4] / table.X[:, 6], atol=0.7)


def test_breast_cancer_has_classes_as_its_docstring_says():
    table = datasets.load_breast_cancer()
    assert table.X.shape == (569, 30) and len(table.feature_names) == len(table.units) == 30
    assert np.bincount(table.y).tolist() == [212, 357]
    radius = table.X[:, table.feature_names.index("mean radius")]
    assert radius[table.y == 0].mean() > radius[table.y == 1].mean(), "malignant nuclei are larger"


def test_digits_are_images_with_one_channel():
    digits = datasets.load_digits()
    assert digits.images.shape == (1797, 8, 8, 1) and digits.images.dtype == np.float64
    assert (digits.images.min(), digits.images.max()) == (0, 16)
    assert digits.labels.shape == (1797,) and set(digits.labels) == set(range(10))
    assert digits.class_names[3] == "3"


@pytest.mark.parametrize("name", datasets.PHOTOS)
def test_photographs_are_bytes_in_three_colours(name):
    photo = datasets.load_photo(name)
    assert photo.shape == (427, 640, 3) and photo.dtype == np.uint8
    assert photo.max() > 200 and photo.min() < 50


def test_the_two_photographs_differ_and_an_unknown_one_is_refused():
    assert not np.array_equal(datasets.load_photo("china"), datasets.load_photo("flower"))
    with pytest.raises(ValueError, match="'cat'. Choose one of china, flower"):
        datasets.load_photo("cat")


@pytest.mark.parametrize("load", [datasets.load_diabetes, datasets.load_breast_cancer, datasets.load_digits])
def test_arrays_belong_to_the_learner(load):
    first = load()
    first[0][:] = -1
    assert not np.array_equal(load()[0], first[0])


def test_every_loader_names_its_source_and_licence():
    loaders = [
        thing for thing in vars(datasets).values() if getattr(thing, "__module__", "") == datasets.__name__
    ]
    loaders = [thing for thing in loaders if thing.__name__.startswith("load_")]
    assert len(loaders) >= 4
    for load in loaders:
        assert "References" in load.__doc__ and "shape" in load.__doc__
        assert "BSD" in load.__doc__ or "CC BY" in load.__doc__
