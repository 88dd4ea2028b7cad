"""What the lessons import: data, plots, play (sliders), checks, and the reference network.

Nothing in here answers an exercise: where a picture or a slider needs a neuron, the reader's own is handed in, and
`network` is closed in the lessons that ask for what is in it.
"""
