"""Files of the index as scripts: each calls a function of static/find.js with plain values."""

from dossier.model import Output
from dossier.render.output import literal, output


def script(path: str, function: str, *values: object) -> Output:
    """The file `search/<path>.js`, which hands values to a function of static/find.js"""
    return output(f"search/{path}.js", f"dossierSearch.{function}({literal(values)[1:-1]});\n".encode())
