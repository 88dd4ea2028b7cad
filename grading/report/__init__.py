"""What an instructor takes from the gradebook: pure functions of plain data, which the commands read for them."""
