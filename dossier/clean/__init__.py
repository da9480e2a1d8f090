"""Cleaning: a scrape of any kind becomes an article of plain blocks, and a list of what was left out and why."""
