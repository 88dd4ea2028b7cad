"""What is filled into the files of Canvas and Moodle, for whom, and what stays."""

import pytest

from grading.report import lms
from grading.report.lms import Export
from grading.report.table import Unusable

LESSON = "01_one_neuron"
KNOWN = [LESSON, "03_what_one_neuron_cannot_do"]
CANVAS = (
    "Student,ID,SIS User ID,SIS Login ID,Section,01 One neuron (77),What one neuron cannot do (78),Final Score\r\n"
    ",,,,,Manual Posting,,\r\n"
    "    Points Possible,,,,,12.00,10.00,(read only)\r\n"
    '"Schmidt, Anna",11,S-1,anna@uni.example,A,,1.50,15.00\r\n'
    '"Berg, Bo",12,S-2,BO,A,"3.00",2.00,\r\n'
    '"Coy, Cy",13,S-3,cy,"A and B",EX,2.00,\r\n'
    '"Dax, Dan",14,S-4,dan,A,N/A,2.00,\r\n'
    '"Eve, Eva",15,S-5,eva,A,7.50,2.00,\r\n'
    '"Fox, Fay",16,S-6,fay,A,-,2.00,\r\n'
    '"Student, Test",17,,1f2e,A,,,\r\n'
)
POINTS = {"anna": 10.5, "bo": 12.0, "cy": 1.0, "S-4": 2.0, "eva": 7.5, "16": None, "nobody": 3.0}
MOODLE = (
    "\N{ZERO WIDTH NO-BREAK SPACE}Identifier,\"Full name\",\"Email address\",Status,Grade,\"Maximum grade\","
    "\"Grade can be changed\",\"Last modified (submission)\",\"Last modified (grade)\",\"Feedback comments\"\n"
    '"Participant 4711","Anna Schmidt",anna@uni.example,"Submitted for grading",,12.00,Yes,"Monday, 2 November",-,\n'
    '"Participant 4712","Bo Berg",bo@uni.example,"Submitted",3.00,12.00,Yes,-,-,"<p>Good, ""really""</p>"\n'
    '"Participant 4713","Anna Schmidt",other@uni.example,"No submission",,12.00,Yes,-,-,\n'
)  # fmt: skip


def filled(text: str, points: dict, numbers: dict | None = None, title: str = "") -> tuple[lms.Filled, str]:
    """Fill one lesson in; return what was done, and the file."""
    export = lms.read(text.encode(), [title] * bool(title))
    done = lms.fill(export, export.column(LESSON, title), points, numbers or {})
    return done, export.table.changed(done.values).decode()


def test_canvas_gets_points_in_its_column_and_keeps_every_other_byte():
    done, text = filled(CANVAS, POINTS)
    assert text == CANVAS.replace("uni.example,A,,", "uni.example,A,10.5,").replace('"3.00"', '"12"')
    assert (done.title, done.maximum, done.new) == ("01 One neuron (77)", 12, ["anna"])
    assert done.replaced == ["bo: 3.00, now 12"] and done.same == ["eva"]
    assert done.left == ["cy: EX", "S-4: N/A"] and done.unmarked == ["16"]
    assert done.not_there == ["nobody"] and done.not_here == ["Student, Test"] and not done.unclear


def test_moodle_gets_points_in_its_column_and_keeps_every_other_byte():
    done, text = filled(MOODLE, {"Anna": 9.0, "bo": 4.25, "other": 0.0, "4711": None})
    assert text == MOODLE.replace('"Submitted",3.00', '"Submitted",4.25').replace(
        '"No submission",,', '"No submission",0,'
    )
    assert done.maximum == 12 and done.new == ["other"] and done.replaced == ["bo: 3.00, now 4.25"]
    assert done.unclear == ["Participant 4711 Anna Schmidt", "4711", "Anna"] and not done.not_there


def test_one_name_of_two_people_is_left_and_the_platforms_number_decides():
    done, text = filled(MOODLE, {"Anna Schmidt": 5.0})
    assert text == MOODLE and not done.values and not done.not_there
    assert done.unclear == ["Participant 4711 Anna Schmidt", "Participant 4713 Anna Schmidt", "Anna Schmidt"]
    done, text = filled(MOODLE, {"Anna Schmidt": 5.0}, {"Anna Schmidt": "4713"})
    assert text == MOODLE.replace('"No submission",,', '"No submission",5,') and not done.unclear
    assert done.not_here == ["Participant 4711 Anna Schmidt", "Participant 4712 Bo Berg"]


def test_whose_number_is_not_in_the_file_is_nobody_there_whatever_the_names_say():
    done, text = filled(MOODLE, {"bo": 5.0}, {"bo": "99"})
    assert text == MOODLE and done.not_there == ["bo"]
    done, text = filled(MOODLE, {"bo": 5.0, "Bo Berg": 4.0}, {"bo": "4712", "Bo Berg": "4712"})
    assert text == MOODLE and done.unclear == ["Participant 4712 Bo Berg", "Bo Berg", "bo"]


def test_names_differ_in_capital_letters_only_or_not_at_all():
    done, _ = filled(CANVAS, {"ANNA": 1.0, "s-2": 2.0, "ann": 3.0, "Eva Eve": 4.0, "schmidt": 5.0})
    assert done.new == ["ANNA"] and done.replaced == ["s-2: 3.00, now 2"]
    assert done.not_there == ["Eva Eve", "ann", "schmidt"]
    done, text = filled(CANVAS, {"anna": 1.0, "Anna": 2.0, "fay": 3.0, "S-6": 3.0})
    assert text == CANVAS and done.unclear == ["Schmidt, Anna", "Fox, Fay", "Anna", "S-6", "anna", "fay"]


@pytest.mark.parametrize("points, text", [(0.1 + 0.2, "0.3"), (10.0, "10"), (0.0, "0"), (1 / 3, "0.3333333333")])
def test_points_are_written_without_digits_that_say_nothing(points: float, text: str):
    assert f"uni.example,A,{text}," in filled(CANVAS, {"anna": points})[1]


def test_numbers_have_the_files_decimal_sign():
    german = CANVAS.replace(".00", "_00").replace(",", ";").replace("_00", ",00").replace("Schmidt; ", "Schmidt, ")
    german = german.replace("1.50", "1,50").replace("15.00", "15,00").replace("7.50", "7,50")
    done, text = filled(german, {"anna": 10.5, "eva": 7.5})
    assert text == german.replace("uni.example;A;;", "uni.example;A;10,5;") and done.same == ["eva"]
    no_number = "Student;ID;Section;01_one_neuron (1)\nAnna;1;A;\n"
    assert filled(no_number, {"1": 0.5})[1].endswith("A;0,5\n")
    quoted = 'Student,ID,Section,01_one_neuron (1)\nPoints Possible,,,"12,00"\nAnna,1,A,\n'
    assert filled(quoted, {"1": 0.5})[1].endswith('A,"0,5"\n')


def test_other_forms_of_canvass_file_are_read():
    names = "LastName,FirstName,ID,SIS Login ID,Section,Lesson 1: One neuron (5)\nBerg,Bo,12,bo,A,\n"
    assert filled(names, {"bo": 3.0})[1].endswith("bo,A,3\n")
    rooted = (
        "Student,ID,SIS User ID,SIS Login ID,Integration ID,Root Account,Section,Notes,01_one_neuron (5)\n"
        "    Points Possible,,,,,,,(read only),12\n"
        "Bo,12,S,bo,I,uni.example,A,bo is ill,\n"
    )
    assert filled(rooted, {"bo": 3.0, "I": 1.0})[1].endswith("ill,3\n")


def test_moodle_in_other_languages():
    german = MOODLE.replace("Participant ", "Teilnehmer/in").replace(",Grade,", ",Bewertung,")
    assert '"Submitted",4' in filled(german, {"4712": 4.0})[1]
    polish = MOODLE.replace("Participant ", "Uczestnik ").replace(",Grade,", ",Ocena,")
    with pytest.raises(Unusable, match=f"No column is called {LESSON}.*{LESSON}=COLUMN"):
        filled(polish, {"4712": 4.0})
    assert '"Submitted",4' in filled(polish, {"4712": 4.0}, title="ocena")[1]


@pytest.mark.parametrize(
    "column, is_it",
    [
        ("01_one_neuron (7)", True),
        ("01 One neuron (7)", True),
        ("Lesson 1: one neuron (7)", True),
        ("One Neuron (7)", True),
        ("One neuron quiz (7)", False),
        ("02 One neuron (7)", False),
        ("What one neuron cannot do (7)", False),
        ("01_one_neuron", False),
        ("01_one_neuron Final Score", False),
    ],
)
def test_a_lessons_column_has_its_name_and_nothing_else(column: str, is_it: bool):
    export = lms.read(f"Student,ID,Section,{column}\nAnna,1,A,\n".encode())
    assert (LESSON in export.lessons(KNOWN, "")) == is_it


@pytest.mark.parametrize(
    "stem, lessons",
    [
        ("Grades-NN1-01_one_neuron-4711", [LESSON]),
        ("Grades-NN1-01 One neuron-4711", [LESSON]),
        ("Grades-NN1-Homework-4711 (1)", []),
        ("Grades-NN1-What one neuron cannot do-3", KNOWN[1:]),
    ],
)
def test_moodles_file_says_in_its_name_which_lesson_it_is_about(stem: str, lessons: list[str]):
    assert lms.read(MOODLE.encode()).lessons(KNOWN, stem) == lessons


def columns(*names: str) -> Export:
    """Make Canvas's file with these columns."""
    return lms.read(f"Student,ID,Section,{','.join(names)}\nAnna,1,A{',' * len(names)}\n".encode())


def test_a_column_is_found_or_the_columns_are_named():
    two = columns("One neuron (1)", "01_one_neuron (2)", "Homework (3)")
    with pytest.raises(Unusable, match=r"2 columns are called 01_one_neuron\. .*One neuron \(1\), .*Homework \(3\)"):
        two.column(LESSON)
    assert two.column(LESSON, "homework") == 5 and two.column(LESSON, "One neuron (1)") == 3
    with pytest.raises(Unusable, match="No column is called Exam"):
        two.column(LESSON, "Exam")
    with pytest.raises(Unusable, match="filled in: none"):
        columns("Notes").column(LESSON)


def test_a_column_that_may_only_be_read_is_not_filled_in():
    export = lms.read(b"Student,ID,Section,01_one_neuron (1)\n Points Possible,,,(read only)\nAnna,1,A,\n")
    assert not export.columns


@pytest.mark.parametrize(
    "text, sentence",
    [
        ("name,grade\nAnna,1\n", "neither Canvas's .* nor Moodle's .* Its columns: name, grade"),
        ("Student,ID,01_one_neuron (1)\nAnna,1,\n", "neither"),
        ("Identifier,Grade\nParticipant 1,\nsomebody,\n", "neither"),
        ("Identifier,Grade\nParticipant 1,\nTeilnehmer 2,\n", "neither"),
        ("number,Grade\n1,\n2,\n", "neither"),
        ("Student,ID,Section,01_one_neuron (1)\n    Points Possible,,,12\n", "No student"),
    ],
)
def test_what_no_platform_exported_is_refused(text: str, sentence: str):
    with pytest.raises(Unusable, match=sentence):
        lms.read(text.encode())
