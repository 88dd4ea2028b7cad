"""Pictures of neurons and networks: a neuron, a network, what passes through it."""
