"""Python packages in an environment of their own below .build, made once."""
import pathlib, subprocess, sys

root = pathlib.Path(__file__).resolve().parent.parent.parent


def need(package, module):
    """Makes `module` importable, by pip where it is lacking."""
    try:
        return __import__(module)
    except ImportError:
        pass
    folder = root / ".build" / "engines-python"
    if not (folder / "bin" / "pip").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    found = list(folder.glob("lib/python*/site-packages"))[0]
    sys.path.append(str(found))
    try:
        return __import__(module)
    except ImportError:
        subprocess.run([folder / "bin" / "pip", "install", "-q", package], check=True)
        return __import__(module)
