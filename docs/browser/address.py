"""Where the browser edition lies, and where a lesson opens in it."""

PLACE = "build/docs/browser"  # from the root of the repository


def of_lesson(name: str) -> str:
    """Return the address of a lesson, such as 01_one_neuron, from the first page of the browser edition."""
    return f"lab/index.html?path=lessons/{name}/{name}.ipynb"
