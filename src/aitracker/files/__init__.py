"""What the program asks of a disk: files in the making, and files that are surely its user's own."""
