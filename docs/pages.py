"""The pages of the site beside the lessons, in the order of its list."""

from docs.lessons import ROOT

LOOK_UP = ["GLOSSARY.md", "NOTATION.md"]
PAGES = [
    *LOOK_UP,
    "README.md",
    "docs/troubleshooting.md",
    "docs/instructors.md",
    "deploy/hub/README.md",
    "deploy/postgres/README.md",
    "grading/README.md",
    "docs/challenge.md",
    "SECURITY.md",
    "docs/performance.md",
    "docs/developers.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
]
# A new long page is on the site without being named here.
PAGES += sorted({f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md")} - {*PAGES})
