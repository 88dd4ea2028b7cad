"""What keeps students' code from the machine: time, memory, files, network, other processes."""
