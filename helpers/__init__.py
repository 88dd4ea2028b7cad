"""What the lessons import: data, plots, play (sliders), checks, the reference network and a few more.

What is in here answers no exercise of the lesson that imports it: where a picture or a slider needs a neuron, the
reader's own is handed in, and a lesson that asks for what a module holds closes that module (`closed`).
"""
