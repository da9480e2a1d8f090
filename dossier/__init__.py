"""Dossier: a folder of scraped articles in, an annotated and cross-linked archive out."""

__version__ = "0.1.0"
