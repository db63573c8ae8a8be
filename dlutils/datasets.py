"""Real data, bundled with scikit-learn, so that nothing has to be downloaded; and, from
`dlutils.datasets_generated`, drawn data of which we know the truth.

An example is a row here, as in every library: `X` has shape (m, n_x), images have shape
(m, height, width, channels). Numbers come in the units in which they were measured.
"""

from typing import NamedTuple

import numpy as np

from dlutils.datasets_generated import load_blobs, load_mnist, load_moons, load_shapes, load_xor

__all__ = [
    "Images",
    "Table",
    "load_blobs",
    "load_breast_cancer",
    "load_diabetes",
    "load_digits",
    "load_mnist",
    "load_moons",
    "load_photo",
    "load_shapes",
    "load_xor",
]

PHOTOS = ("china", "flower")


class Table(NamedTuple):
    """Examples in rows, with the names of the columns.

    Attributes
    ----------
    X : ndarray of shape (m, n_x)
    y : ndarray of shape (m,)
    feature_names : tuple of n_x str
    units : tuple of n_x str
        The unit of each feature; an empty text for a feature without one.
    target_name : str
        What y is, with its unit; for classes, what each number stands for.
    """

    X: np.ndarray
    y: np.ndarray
    feature_names: tuple
    units: tuple
    target_name: str


class Images(NamedTuple):
    """Images with the class that each one belongs to.

    Attributes
    ----------
    images : ndarray of shape (m, height, width, channels)
    labels : ndarray of shape (m,)
        Whole numbers from 0.
    class_names : tuple of str
    """

    images: np.ndarray
    labels: np.ndarray
    class_names: tuple


def load_diabetes():
    """Ten measurements of 442 diabetes patients, and how far the disease went on within a year.

    The features are age (years), sex (coded 1 and 2), body mass index (kg/m²), mean blood pressure
    (mm Hg) and six values of the blood serum: s1 total cholesterol, s2 low-density and s3
    high-density lipoproteins, s4 total cholesterol divided by s3, s5 possibly the logarithm of the
    triglycerides, s6 blood sugar. The source gives no units for the serum values; s1, s2, s3 and s6
    are usually measured in mg/dL. The target is "a quantitative measure of disease progression one
    year after baseline", without a unit.

    Returns
    -------
    Table
        X of shape (442, 10), float64, not standardized; y of shape (442,), float64, from 25 to 346.

    References
    ----------
    Bradley Efron, Trevor Hastie, Iain Johnstone and Robert Tibshirani, "Least Angle Regression",
    Annals of Statistics 32 (2004), pages 407 to 499. Bundled with scikit-learn (BSD 3-clause).
    """
    from sklearn import datasets

    data = datasets.load_diabetes(scaled=False)
    return Table(
        X=data.data,
        y=data.target,
        feature_names=tuple(data.feature_names),
        units=("years", "", "kg/m²", "mm Hg", "mg/dL", "mg/dL", "mg/dL", "", "", "mg/dL"),
        target_name="progression after one year (no unit)",
    )


def load_breast_cancer():
    """Thirty measurements of cell nuclei from 569 breast tumours, malignant (0) or benign (1).

    Ten properties of the nuclei in a microscope picture (radius, texture, perimeter, area,
    smoothness, compactness, concavity, concave points, symmetry, fractal dimension), each as mean,
    as standard error and as "worst" (mean of the three largest). The source gives no units.

    Returns
    -------
    Table
        X of shape (569, 30), float64; y of shape (569,), int64: 0 malignant (212), 1 benign (357).

    References
    ----------
    William H. Wolberg, W. Nick Street and Olvi L. Mangasarian, "Breast Cancer Wisconsin
    (Diagnostic)", UCI Machine Learning Repository (1995), licence CC BY 4.0. Bundled with
    scikit-learn.
    """
    from sklearn import datasets

    data = datasets.load_breast_cancer()
    names = tuple(str(name) for name in data.feature_names)
    return Table(
        X=data.data,
        y=data.target.astype(np.int64),
        feature_names=names,
        units=("",) * len(names),
        target_name="0 malignant, 1 benign",
    )


def load_digits():
    """1,797 handwritten digits of 8 × 8 pixels, from 0 (paper) to 16 (ink).

    A pixel counts how many of 4 × 4 points of a finer scan were inked. Thirteen people wrote the
    digits and stand one after another in the file, so a split without shuffling separates writers.

    Returns
    -------
    Images
        images of shape (1797, 8, 8, 1), float64; labels of shape (1797,), int64, from 0 to 9.

    References
    ----------
    Ethem Alpaydin and Cevdet Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine
    Learning Repository (1998), licence CC BY 4.0; the test part. Bundled with scikit-learn.
    """
    from sklearn import datasets

    data = datasets.load_digits()
    return Images(
        images=data.images[:, :, :, None],
        labels=data.target.astype(np.int64),
        class_names=tuple("0123456789"),
    )


def load_photo(name):
    """One of two colour photographs: "china" (a temple) or "flower" (a dahlia).

    Parameters
    ----------
    name : {"china", "flower"}

    Returns
    -------
    ndarray of shape (427, 640, 3)
        uint8: red, green and blue from 0 to 255.

    Raises
    ------
    ValueError
        If there is no photograph of that name.

    References
    ----------
    Both from Flickr under CC BY 2.0, bundled with scikit-learn: "china" by danielbuechele
    (https://www.flickr.com/photos/danielbuechele/6061409035/), "flower" by vultilion
    (https://www.flickr.com/photos/vultilion/6056698931/).
    """
    if name not in PHOTOS:
        raise ValueError(f"load_photo: there is no photograph {name!r}. Choose one of {', '.join(PHOTOS)}.")
    from sklearn import datasets

    return datasets.load_sample_image(f"{name}.jpg")
