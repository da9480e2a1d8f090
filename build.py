"""Builds the site in this folder, or does what another verb says: `python build.py --help`."""

from dossier.cli import main

if __name__ == "__main__":
    main()
