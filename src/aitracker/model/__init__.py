"""What things are: dates, values, words, records, evidence, problems. Standard library only."""
