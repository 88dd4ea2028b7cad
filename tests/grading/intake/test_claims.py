"""Whose notebook is whose: the platform's word wins, and nobody is pushed out by a name that somebody chose."""

from pathlib import PurePath

import pytest

from grading.intake.claims import choose, claim

LESSON = "01_one_neuron"
MALLORY = "class/Mallory_123_assignsubmission_file_"
VICTIM = "class/Victim_7_assignsubmission_file_"


def decide(*paths: str, archives: tuple[str, ...] = ("class",), same: bool = False) -> tuple[dict, dict]:
    """Decide between files; return who gets which, and what is said of the others."""
    folders = {PurePath(name) for name in archives}
    claims = {PurePath(path): claim(PurePath(path), LESSON, folders) for path in paths}
    chosen, refused = choose(claims, LESSON, lambda *_: same)
    assert set(chosen) | set(refused) == set(claims) and not set(chosen) & set(refused)
    return {student: str(path) for path, student in chosen.items()}, {str(path): why for path, why in refused.items()}


@pytest.mark.parametrize(
    "forged",
    [
        f"{MALLORY}/Victim_{LESSON}.ipynb",
        f"{MALLORY}/Victim_1_2_{LESSON}.ipynb",
        f"{MALLORY}/hw/Victim_7_assignsubmission_file_/{LESSON}.ipynb",
        f"{MALLORY}/Victim_7_assignsubmission_file_{LESSON}.ipynb",
        f"{MALLORY[:-1]}_Victim_{LESSON}.ipynb",
        f"class/mallory_4711_0815_Victim_{LESSON}.ipynb",
        f"class/Mallory_4_assignsubmission_file_Victim_7_assignsubmission_file_/{LESSON}.ipynb",
        f"class/mallory_4711_0815_Victim_7_assignsubmission_file_{LESSON}.ipynb",
    ],
)
@pytest.mark.parametrize("with_victim", [True, False])
def test_what_the_platform_says_is_mallorys_is_mallorys(forged: str, with_victim: bool):
    archives = ("class", f"{MALLORY}/hw")
    honest = [f"{VICTIM}/{LESSON}.ipynb"] if with_victim else []
    taken, said = decide(forged, *honest, archives=archives)
    assert taken.pop("Victim", None) == (honest[0] if honest else None)
    assert list(taken.values()) == [forged] and list(taken)[0].lower().startswith("mallory") and not said


def test_a_folder_of_the_platform_tells_whose_it_is_whatever_its_files_are_called():
    found = claim(PurePath(f"{MALLORY}/Victim_{LESSON}.ipynb"), LESSON, {PurePath("class")})
    assert (found.student, found.renamed) == ("Mallory", "Victim")
    assert claim(PurePath(f"{MALLORY}/{LESSON}.ipynb"), LESSON).renamed == ""


def test_a_name_inside_an_archive_yields_to_one_outside():
    """Whoever packed an archive named what is in it."""
    outside, inside = f"Victim_{LESSON}.ipynb", f"mallory/Victim_1_assignsubmission_file_/{LESSON}.ipynb"
    taken, said = decide(outside, inside, archives=("mallory",))
    assert taken == {"Victim": outside} and "Victim handed in" in said[inside]
    deeper = f"class/mallory/Victim_{LESSON}.ipynb"
    taken, said = decide(f"class/Victim_{LESSON}.ipynb", deeper, archives=("class", "class/mallory"))
    assert taken == {"Victim": f"class/Victim_{LESSON}.ipynb"} and list(said) == [deeper]


def test_an_archive_named_by_hand_tells_whose_all_in_it_is():
    path = f"mallory_{LESSON}/Victim_7_assignsubmission_file_/{LESSON}.ipynb"
    assert decide(path, archives=(f"mallory_{LESSON}",)) == ({"mallory": path}, {})


@pytest.mark.parametrize(
    ("one", "other", "archives"),
    [
        (f"class/victim_{LESSON}.ipynb", f"class/victim_{LESSON}-1.ipynb", ("class",)),
        (f"class/Victim_1_2_{LESSON}.ipynb", f"class/Victim_{LESSON}.ipynb", ("class",)),
        (f"a/Victim_7_assignsubmission_file_/{LESSON}.ipynb", f"b/Victim_7_assignsubmission_file_/{LESSON}.ipynb",
         ("a", "b")),
        (f"{VICTIM}/{LESSON}.ipynb", f"class/Victim_9_assignsubmission_file_/{LESSON}.ipynb", ("class",)),
    ],
)  # fmt: skip
def test_where_nothing_tells_them_apart_a_person_decides(one: str, other: str, archives: tuple[str, ...]):
    taken, said = decide(one, other, archives=archives)
    assert taken == {} and all("nothing says which" in sentence for sentence in said.values())
    taken, said = decide(one, other, archives=archives, same=True)
    assert len(taken) == 1 and len(said) == 1, "the same file twice is no clash"


def test_of_one_students_own_files_the_one_with_the_lessons_name_is_taken():
    own = [f"{MALLORY}/{LESSON}.ipynb", f"{MALLORY}/Mallory_{LESSON}.ipynb", f"{MALLORY}/sub/{LESSON}.ipynb"]
    taken, said = decide(*own)
    assert taken == {"Mallory": own[0]} and len(said) == 2
    canvas = [f"class/s17_4711_0815_{LESSON}-1.ipynb", f"class/s17_4711_0816_{LESSON}.ipynb"]
    assert decide(*canvas)[0] == {"s17": canvas[0]}


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "+x", "-x", "<img src=x onerror=alert(1)>", "a,b", "a\tb"])
def test_a_name_that_is_not_plain_is_refused_and_said(name: str):
    path = f"{name}_7_assignsubmission_file_/{LESSON}.ipynb"
    taken, said = decide(path, archives=())
    assert taken == {} and "cannot be a student's name" in said[path] and "letters and digits" in said[path]
