"""Exercise `backward_one`: the computation graph of one example, from right to left."""

from __future__ import annotations

import numpy as np

from dlutils.checks.exercise import Exercise, Mistake, case


def backward_one(x, y, a):
    da = -y / a + (1 - y) / (1 - a)
    dz = a - y
    return da, dz, x * dz, dz


def backward_sign_of_dz(x, y, a):
    da, dz, dw, db = backward_one(x, y, a)
    return da, -dz, -dw, -db


def backward_all_signs(x, y, a):
    return tuple(-slope for slope in backward_one(x, y, a))


def backward_sign_of_da(x, y, a):
    da, dz, dw, db = backward_one(x, y, a)
    return -da, dz, dw, db


def _from(x, da, dz):
    return da, dz, x * dz, dz


def backward_second_sign(x, y, a):
    return _from(x, -y / a - (1 - y) / (1 - a), a - y)


def backward_second_sign_followed(x, y, a):
    da = -y / a - (1 - y) / (1 - a)
    return _from(x, da, da * a * (1 - a))


def backward_first_term(x, y, a):
    return _from(x, -y / a, a - y)


def backward_first_term_followed(x, y, a):
    return _from(x, -y / a, -y / a * a * (1 - a))


def backward_bracket(x, y, a):
    return _from(x, -y / a + (1 - y) / 1 - a, a - y)


def backward_without_sigmoid(x, y, a):
    da = backward_one(x, y, a)[0]
    return _from(x, da, da)


def backward_half_sigmoid(x, y, a):
    da = backward_one(x, y, a)[0]
    return _from(x, da, da * a)


def backward_sigmoid_alone(x, y, a):
    return _from(x, backward_one(x, y, a)[0], a * (1 - a))


def backward_sigmoid_of_y(x, y, a):
    da = backward_one(x, y, a)[0]
    return _from(x, da, da * y * (1 - y))


def backward_da_into_w(x, y, a):
    da, dz, _, db = backward_one(x, y, a)
    return da, dz, x * da, db


def backward_da_into_both(x, y, a):
    da, dz, _, _ = backward_one(x, y, a)
    return da, dz, x * da, da


def backward_without_x(x, y, a):
    da, dz, _, db = backward_one(x, y, a)
    return da, dz, np.full_like(x, dz), db


def backward_dw_is_a_number(x, y, a):
    da, dz, _, db = backward_one(x, y, a)
    return da, dz, dz, db


def backward_dw_row(x, y, a):
    da, dz, dw, db = backward_one(x, y, a)
    return da, dz, dw.T, db


def backward_dw_flat(x, y, a):
    da, dz, dw, db = backward_one(x, y, a)
    return da, dz, dw.ravel(), db


def backward_dw_summed(x, y, a):
    da, dz, dw, db = backward_one(x, y, a)
    return da, dz, float(dw.sum()), db


def backward_db_one(x, y, a):
    da, dz, dw, _ = backward_one(x, y, a)
    return da, dz, dw, 1.0


def backward_db_of_w(x, y, a):
    da, dz, dw, _ = backward_one(x, y, a)
    return da, dz, dw, float(dw.sum())


def backward_labels_lost(x, y, a):
    return _from(x, backward_one(x, y, a)[0], a)


def backward_squared(x, y, a):
    da = 2 * (a - y)
    return _from(x, da, da * a * (1 - a))


def backward_divided(x, y, a):
    da, dz, dw, db = backward_one(x, y, a)
    return da, dz, dw / len(x), db


def backward_other_order(x, y, a):
    da, dz, dw, db = backward_one(x, y, a)
    return dw, db, dz, da


def backward_da_for_ones(x, y, a):
    return _from(x, -1 / a, a - y)


def backward_da_for_ones_followed(x, y, a):
    return _from(x, -1 / a, -1 / a * a * (1 - a))


def backward_da_dz_exchanged(x, y, a):
    da, dz, dw, db = backward_one(x, y, a)
    return dz, da, dw, db


def backward_da_dw_exchanged(x, y, a):
    da, dz, dw, db = backward_one(x, y, a)
    return dw, dz, da, db


def backward_doubled(x, y, a):
    return _from(x, backward_one(x, y, a)[0], 2 * (a - y))


def backward_all_doubled(x, y, a):
    return tuple(2 * slope for slope in backward_one(x, y, a))


def _rounded_to(digits):
    def wrong(x, y, a):
        return _from(x, backward_one(x, y, a)[0], round(a - y, digits))

    return wrong


def backward_by_the_chain(x, y, a):
    da = (a - y) / (a * (1 - a))
    dz = da * (a * (1 - a))
    return [da, dz, dz * x, dz * 1.0]


def backward_with_loop(x, y, a):
    if y == 1:
        da = -1 / a
    else:
        da = 1 / (1 - a)
    dz = np.array(a - y)
    dw = np.zeros(x.shape)
    for j in range(len(x)):
        dw[j, 0] = dz * x[j, 0]
    return np.float64(da), dz, dw, dz


def backward_by_matrices(x, y, a):
    da = -(y / a - (1 - y) / (1 - a))
    dz = np.array([[a - y]])
    return da, dz.item(), x @ dz, dz.sum()


def _draw_backward(rng, i):
    n_x = [3, 1, 2, 4][i]
    y = float(i % 2)
    return case("values", x=rng.normal(size=(n_x, 1)).round(2) + 3, y=y, a=rng.uniform(0.1, 0.9))


BACKWARD_ONE = Exercise(
    name="backward_one",
    parts={"values": 4},
    reference=backward_one,
    insight="The whole backward pass of a neuron. Whichever way you went, your dz equals a − y.",
    returns=("da", "dz", "dw", "db"),
    examples=(
        case("values", x=np.array([[2.0], [-1.0]]), y=1.0, a=0.2),
        case("values", x=np.array([[0.5], [3.0], [-4.0]]), y=0.0, a=0.7),
        case("values", x=np.array([[-2.0], [1.5], [7.0]]), y=1.0, a=0.85),
        case("values", x=np.array([[3.0], [2.0], [-5.0]]), y=0.0, a=0.00034567),  # a rounded dz shows here
        case("values", x=np.array([[1.5], [-2.0], [4.0]]), y=1.0, a=0.62245933),
    ),
    draw=_draw_backward,
    draws=4,
    mistakes=(
        Mistake(
            "sign",
            backward_sign_of_dz,
            "da is right; dz has the wrong sign, and with it dw and db: you took y − a.",
            "If y = 1 and a is too small, the loss falls when z grows. Which sign has its slope?",
        ),
        Mistake(
            "all-signs",
            backward_all_signs,
            "All four slopes have the wrong sign: the minus before the loss is missing.",
            "Derive −log a, not log a.",
        ),
        Mistake(
            "sign-of-da",
            backward_sign_of_da,
            "da has the wrong sign; the other three are right.",
            "For y = 1 the loss is −log a. What is its derivative?",
        ),
        Mistake(
            "second-sign",
            backward_second_sign,
            "In da the term for y = 0 has the wrong sign. dz, dw and db are right.",
            "The derivative of −log(1 − a) has two minus signs: one before the logarithm, one inside.",
        ),
        Mistake(
            "second-sign-followed",
            backward_second_sign_followed,
            "In da the term for y = 0 has the wrong sign, and the rest follows from it.",
            "The derivative of −log(1 − a) has two minus signs: one before the logarithm, one inside.",
        ),
        Mistake(
            "only-ones",
            backward_first_term,
            "For y = 0 your da is 0: its second term is missing.",
            "The loss has two terms. Derive both.",
        ),
        Mistake(
            "only-ones-followed",
            backward_first_term_followed,
            "For y = 0 all your slopes are 0: the second term of da is missing.",
            "The loss has two terms. Derive both.",
        ),
        Mistake(
            "bracket",
            backward_bracket,
            "A bracket is missing in da: `(1 - y) / 1 - a` divides by 1 and then subtracts a.",
            "Put the whole denominator into brackets.",
        ),
        Mistake(
            "sigmoid-forgotten",
            backward_without_sigmoid,
            "dz is equal to da: the slope of the sigmoid is missing.",
            "Between z and a there is one more gear. How fast does it turn?",
        ),
        Mistake(
            "half-of-the-sigmoid",
            backward_half_sigmoid,
            "You multiplied da by a. The slope of the sigmoid has a second factor.",
            "What is the derivative of σ(z), written with a?",
        ),
        Mistake(
            "sigmoid-alone",
            backward_sigmoid_alone,
            "Your dz is only the slope of the sigmoid: the gear before it, da, is missing.",
            "Speeds along the chain are multiplied: dz = da · ∂a/∂z.",
        ),
        Mistake(
            "sigmoid-of-y",
            backward_sigmoid_of_y,
            "You put y where a belongs: y (1 − y) is 0 for every label.",
            "The slope of the sigmoid is taken where the neuron stands, at its a.",
        ),
        Mistake(
            "da-into-w",
            backward_da_into_w,
            "dw is x times da: you jumped over z.",
            "w reaches the loss through z. Which slope belongs to z?",
        ),
        Mistake(
            "da-into-w-and-b",
            backward_da_into_both,
            "dw and db are made from da: you jumped over z.",
            "w and b reach the loss through z. Which slope belongs to z?",
        ),
        Mistake(
            "x-forgotten",
            backward_without_x,
            "All entries of dw are dz: the factor x is missing.",
            "Nudge one weight: z moves as many times as far as the feature says that this weight multiplies.",
        ),
        Mistake(
            "dw-is-a-number",
            backward_dw_is_a_number,
            "dw is one number: the factor x is missing, and with it the shape.",
            "There is one slope for each weight. By what does each weight multiply?",
        ),
        Mistake(
            "dw-is-a-row",
            backward_dw_row,
            "The numbers are right, but dw lies on its side: shape (1, n_x).",
            "dw must have the shape of w, which is that of x.",
        ),
        Mistake(
            "dw-is-flat",
            backward_dw_flat,
            "The numbers are right, but dw is flat: shape (n_x,).",
            "dw must have the shape of w: (n_x, 1).",
        ),
        Mistake(
            "dw-summed",
            backward_dw_summed,
            "You added up the slopes of all weights.",
            "Each weight keeps its own slope; nothing is summed for a single example.",
        ),
        Mistake(
            "db-is-one",
            backward_db_one,
            "Your db is 1. That is ∂z/∂b, the last gear alone.",
            "Multiply it by what comes from the right.",
        ),
        Mistake(
            "db-from-dw",
            backward_db_of_w,
            "Your db is the sum of dw. The bias does not know the features.",
            "z = wᵀx + b: nudge b, and by how much does z move?",
        ),
        Mistake(
            "label-forgotten",
            backward_labels_lost,
            "Your dz is a: the label does not occur.",
            "Multiply da by a (1 − a), and see what is left.",
        ),
        Mistake(
            "squared-error",
            backward_squared,
            "Those are the slopes of the squared error (a − y)².",
            "The loss here is the cross-entropy, with logarithms.",
        ),
        Mistake(
            "divided-by-n_x",
            backward_divided,
            "You divided dw by the number of features.",
            "This is one example: there is no mean yet, and never one over features.",
        ),
        Mistake(
            "label-forgotten-in-da",
            backward_da_for_ones,
            "Your da is −1/a for either label. dz, dw and db are right.",
            "For y = 0 the loss is −log(1 − a). What is its derivative?",
        ),
        Mistake(
            "label-forgotten-in-da-followed",
            backward_da_for_ones_followed,
            "Your da is −1/a for either label, and the rest follows from it.",
            "For y = 0 the loss is −log(1 − a). What is its derivative?",
        ),
        Mistake(
            "doubled",
            backward_doubled,
            "dz is twice too large, and with it dw and db.",
            "The 2 belongs to the square of 01. Is there a square in this loss?",
        ),
        Mistake(
            "all-doubled",
            backward_all_doubled,
            "All four slopes are twice too large.",
            "The 2 belongs to the square of 01. Is there a square in this loss?",
        ),
        *(
            Mistake(
                f"rounded-to-{digits}",
                _rounded_to(digits),
                f"dz is rounded to {digits} decimals.",
                "Round when you print, not when you compute.",
            )
            for digits in (2, 3, 4)
        ),
        Mistake(
            "da-and-dz-exchanged",
            backward_da_dz_exchanged,
            "All four slopes are right, but da and dz have changed places.",
            "Return them from right to left: da, dz, dw, db.",
        ),
        Mistake(
            "da-and-dw-exchanged",
            backward_da_dw_exchanged,
            "All four slopes are right, but da and dw have changed places.",
            "Return them from right to left: da, dz, dw, db.",
        ),
        Mistake(
            "other-order",
            backward_other_order,
            "The four slopes are right, but in another order.",
            "Return them from right to left: da, dz, dw, db.",
        ),
    ),
    variants={
        "by the chain": backward_by_the_chain,
        "if and a loop": backward_with_loop,
        "matrices": backward_by_matrices,
    },
)
