"""Right and wrong answers to lesson 00."""

import math
from fractions import Fraction
from math import pi

import numpy as np

from tests.answers import right, wrong


def _guard(slices):
    if slices < 1:
        raise ValueError("no such pizza")


@right("slice_area")
def step_by_step(diameter, slices):
    if slices >= 1:
        radius = diameter / 2
        whole = pi * radius * radius
        return whole / slices
    raise ValueError


@right("slice_area")
def by_the_angle(diameter, slices):
    _guard(slices)
    angle = 2 * math.pi / slices
    return 0.5 * angle * math.pow(diameter / 2, 2)


@right("slice_area")
def in_single_precision(diameter, slices):
    _guard(slices)
    return np.float32(np.pi * (diameter / 2) ** 2 / slices)


@right("slice_area")
def zero_dimensional(diameter, slices):
    _guard(slices)
    return np.asarray(np.pi * np.square(diameter) / 4 / slices)


@right("slice_area")
def a_good_fraction_for_pi(diameter, slices):
    _guard(slices)
    return float(Fraction(355, 113)) * diameter**2 / (4 * slices)


@right("slice_area")
def an_error_of_its_own(diameter, slices):
    class NoPizza(ValueError):
        pass

    if not slices >= 1:
        raise NoPizza(f"{slices} slices")
    return pi * (diameter * 0.5) ** 2 / slices


@right("slice_area")
def whole_slices_insisted_on(diameter, slices):
    if not isinstance(slices, int) or slices < 1:
        raise ValueError("count your slices")
    return (diameter / 2) ** 2 * pi / slices


@wrong("slice_area", says="took the diameter for the radius")
def diameter_as_radius(diameter, slices):
    _guard(slices)
    return pi * diameter**2 / slices


@wrong("slice_area", says="the whole pizza. You get one")
def whole_pizza(diameter, slices):
    _guard(slices)
    return pi * (diameter / 2) ** 2


@wrong("slice_area", says="whole pizza, and took the diameter")
def whole_and_too_large(diameter, slices):
    _guard(slices)
    return pi * diameter**2


@wrong("slice_area", says="multiplied the area by the slices")
def multiplied(diameter, slices):
    _guard(slices)
    return pi * (diameter / 2) ** 2 * slices


@wrong("slice_area", says="a piece of the crust")
def piece_of_crust(diameter, slices):
    _guard(slices)
    return 2 * pi * (diameter / 2) / slices


@wrong("slice_area", says="all the way round")
def whole_crust(diameter, slices):
    _guard(slices)
    return pi * diameter


@wrong("slice_area", says="square it")
def radius_not_squared(diameter, slices):
    _guard(slices)
    return pi * (diameter / 2) / slices


@wrong("slice_area", says="squares only the 2")
def brackets_missing(diameter, slices):
    _guard(slices)
    return pi * diameter / 2**2 / slices


@wrong("slice_area", says="halve first")
def halved_after_squaring(diameter, slices):
    _guard(slices)
    return pi * diameter**2 / 2 / slices


@wrong("slice_area", says="exchanged the diameter")
def arguments_exchanged(diameter, slices):
    _guard(slices)
    return pi * (slices / 2) ** 2 / diameter


@wrong("slice_area", says="left out pi")
def no_pi(diameter, slices):
    _guard(slices)
    return (diameter / 2) ** 2 / slices


@wrong("slice_area", says="cut pi short")
def short_pi(diameter, slices):
    _guard(slices)
    return 3.14 * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="rounded the result")
def rounded(diameter, slices):
    _guard(slices)
    return round(pi * (diameter / 2) ** 2 / slices, 2)


@wrong("slice_area", says="whole number")
def whole_number(diameter, slices):
    _guard(slices)
    return int(pi * (diameter / 2) ** 2 / slices)


@wrong("slice_area", says="You divided with `//`")
def floor_division(diameter, slices):
    _guard(slices)
    return pi * (diameter // 2) ** 2 / slices


@wrong("slice_area", says="`**`")
def power_by_a_hat(diameter, slices):
    _guard(slices)
    return pi * (diameter / 2) ^ 2 / slices


@wrong("slice_area", says="`return`")
def printed(diameter, slices):
    _guard(slices)
    print(pi * (diameter / 2) ** 2 / slices)


@wrong("slice_area", says="You let this call through, and -2 is less than 1")
def no_guard(diameter, slices):
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="You let this call through")
def guards_zero_only(diameter, slices):
    if slices == 0:
        raise ValueError("no slices")
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="ZeroDivisionError")
def guards_negative_only(diameter, slices):
    if slices < 0:
        raise ValueError("no slices")
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="slice_area(2, 1)")
def refuses_an_uncut_pizza(diameter, slices):
    if slices <= 1:
        raise ValueError("not cut")
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="`raise`")
def error_returned(diameter, slices):
    if slices < 1:
        return ValueError("no slices")
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="and it returned None")
def error_printed(diameter, slices):
    if slices < 1:
        print("ValueError: no slices")
        return
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="`assert`, which raises AssertionError")
def asserted(diameter, slices):
    assert slices >= 1
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="it returned 0")
def nothing_for_no_slices(diameter, slices):
    return pi * (diameter / 2) ** 2 / slices if slices >= 1 else 0


@wrong("slice_area", says="You let this call through")
def half_a_slice_allowed(diameter, slices):
    if slices <= 0:
        raise ValueError("no slices")
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="You divided by 8")
def always_eight(diameter, slices):
    _guard(slices)
    return pi * (diameter / 2) ** 2 / 8


@wrong("slice_area")
def knows_only_the_check(diameter, slices):
    _guard(slices)
    return {(30, 8): 88.35729338, (25, 6): 81.8123087, (2, 1): pi}.get((diameter, slices), 0.0)


@wrong("slice_area")
def too_many_slices(diameter, slices):
    if not 1 <= slices <= 8:
        raise ValueError("the knife is blunt")
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="expected")
def as_text(diameter, slices):
    _guard(slices)
    return f"{pi * (diameter / 2) ** 2 / slices:.4f} cm²"


@wrong("slice_area", says="a single number")
def in_a_list(diameter, slices):
    _guard(slices)
    return [pi * (diameter / 2) ** 2 / slices]


@wrong("slice_area", says="They divide the area")
def slices_divide_the_radius(diameter, slices):
    _guard(slices)
    return pi * (diameter / 2 / slices) ** 2


@wrong("slice_area", says="You doubled the diameter")
def doubled(diameter, slices):
    _guard(slices)
    return pi * (diameter * 2) ** 2 / slices


@wrong("slice_area", says="printed something and went on")
def error_on_the_screen(diameter, slices):
    if slices < 1:
        print("fewer than one slice")
        return None
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="raised a text")
def text_raised(diameter, slices):
    if slices < 1:
        raise "ValueError"  # noqa: B016
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="You stopped with `Exception`; raise `ValueError`")
def any_exception(diameter, slices):
    if slices < 1:
        raise Exception("no such pizza")
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="You stopped with `TypeError`; raise `ValueError`")
def type_error(diameter, slices):
    if slices < 1:
        raise TypeError("no such pizza")
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="multiplied the crust by the slices")
def crust_times_slices(diameter, slices):
    _guard(slices)
    return pi * diameter * slices


@wrong("slice_area", says="multiplied the crust all the way round by the radius")
def crust_times_radius(diameter, slices):
    _guard(slices)
    return 2 * pi * (diameter / 2) * (diameter / 2) / slices


@wrong("slice_area", says="squared the crust")
def crust_squared(diameter, slices):
    _guard(slices)
    return (pi * diameter) ** 2 / slices


@wrong("slice_area", says="You squared pi, too")
def pi_squared(diameter, slices):
    _guard(slices)
    return (pi * diameter / 2) ** 2 / slices


@wrong("slice_area", says="a `*` where `**` should be")
def one_star(diameter, slices):
    _guard(slices)
    return pi * (diameter / 2) * 2 / slices


@wrong("slice_area", says="You let this call through, and -2 is less than 1")
def raise_forgotten(diameter, slices):
    if slices < 1:
        ValueError("no slices")
    return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="You let this call through, and -2 is less than 1")
def guard_after_the_division(diameter, slices):
    try:
        return pi * (diameter / 2) ** 2 / slices
    except ZeroDivisionError as error:
        raise ValueError("no slices") from error


@wrong("slice_area", says="above the line that returns the area")
def guard_below_the_return(diameter, slices):
    return pi * (diameter / 2) ** 2 / slices
    if slices < 1:
        raise ValueError("no slices")


@wrong("slice_area", says="or your `return` gave None. Is it indented too far")
def return_in_the_guard(diameter, slices):
    if slices < 1:
        raise ValueError("no slices")
        return pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="You returned 2 values")
def comma_for_a_slash(diameter, slices):
    _guard(slices)
    return pi * (diameter / 2) ** 2, slices


@wrong("slice_area", says="You returned a text, and not a number")
def name_in_quotes(diameter, slices):
    _guard(slices)
    return "area"


@wrong("slice_area", says="there is a factor 4 too many")
def sphere(diameter, slices):
    _guard(slices)
    return 4 * pi * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="divided the exponent by the slices")
def brackets_too_far(diameter, slices):
    _guard(slices)
    return pi * (diameter / 2) ** (2 / slices)


@wrong("slice_area", says="Did you round a number on the way, or cut a constant short?")
def pi_of_five_decimals(diameter, slices):
    _guard(slices)
    return 3.14159 * (diameter / 2) ** 2 / slices


@wrong("slice_area", says="Did you round a number on the way, or cut a constant short?")
def four_decimals(diameter, slices):
    _guard(slices)
    return round(pi * (diameter / 2) ** 2 / slices, 4)
