"""What the lessons import: data, plots, play (sliders) and checks.

Nothing in here answers an exercise: where a picture or a slider needs a neuron, the reader's own is handed in.
"""
