"""What a lesson's set-up cell imports: quickly, and also in a lesson that was released earlier and is half done."""

import subprocess
import sys

import pytest

from tests.course import LESSONS, ROOT, exercises

# What the set-up cells of lessons before version 1.0 ask for.
EARLIER = [
    "from helpers import data, play, plots, scoring",
    "from helpers import data, plots, rows, scoring",
    "from helpers.checks.layers import deaf_to; assert deaf_to.__name__ == 'ignored_inputs'",
    "from helpers.closed import close; close('helpers.network')",
    "from helpers.apart import apart; assert apart('math:gcd') == 0",
    "from helpers import clinic, plots, ward; assert ward.fits(2, 'zero init') and len(clinic.NAMES) >= 12",
    "from helpers import contest, crowd, data, plots; assert contest.digits is contest.tables and crowd.train",
]
# What a set-up need not load: the first picture, slider or fit does.
LATER = ("sklearn", "matplotlib", "ipywidgets", "anywidget", "PIL", "contourpy", "tqdm", "scipy", "scipy.stats")
BROUGHT_BY = {"scipy": ("scipy", "sklearn"), "scipy.stats": ("sklearn",)}  # half of the time that sklearn takes


@pytest.mark.parametrize("line", EARLIER)
def test_earlier_names_are_still_there(line: str):
    subprocess.run([sys.executable, "-c", line], cwd=ROOT, check=True, capture_output=True, timeout=600)


def test_other_names_are_not():
    with pytest.raises(ImportError):
        from helpers import nothing_of_the_kind  # noqa: F401


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_set_up_loads_no_large_package_that_it_does_not_ask_for_and_can_be_run_again(lesson: str):
    set_up = exercises(lesson)[0].before
    later = [name for name in LATER if not any(one in set_up for one in BROUGHT_BY.get(name, (name,)))]
    code = f"{set_up}\nimport sys\nassert not [name for name in {later} if name in sys.modules]\n{set_up}"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, capture_output=True, timeout=600)
