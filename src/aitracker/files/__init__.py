"""What the program asks of a disk: files in the making, and files surely its user's own."""
