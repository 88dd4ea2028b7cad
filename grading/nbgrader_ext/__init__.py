"""What is plugged into nbgrader: the only room that imports its converters, its apps and its gradebook."""
