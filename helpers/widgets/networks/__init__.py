"""Explorables of a network at work: its units, its hidden layer, its softmax, one pass forward and back."""
