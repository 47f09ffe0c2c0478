"""What has to be installed: packages of Debian, and of Python in an environment below .build."""
import os, pathlib, subprocess, sys

root = pathlib.Path(__file__).resolve().parent.parent.parent


def install(*names):
    """Installs packages of Debian."""
    print("Installing " + " ".join(names), file=sys.stderr)
    root = [] if os.getuid() == 0 else ["sudo"]
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    for words in [["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *names]]:
        subprocess.run([*root, "apt-get", *words], check=True, env=environment, stdout=sys.stderr)


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
