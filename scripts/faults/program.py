"""Runs the program under the shim that counts, records and disturbs its calls."""
import os, pathlib, signal, subprocess, time

ERRORS = {"ENOSPC": 28, "EDQUOT": 122, "EIO": 5, "EACCES": 13}

# Whatever hangs longer than this has failed.
LIMIT = 300


class Ending:
    """How a run ended."""

    def __init__(self, status, messages, seconds):
        self.status, self.messages, self.seconds = status, messages, seconds

    @property
    def was_killed(self):
        return self.status == -signal.SIGKILL

    @property
    def crashed(self):
        """Whether the program ended by a signal that nobody sent, or not at all."""
        return self.status is None or (self.status < 0 and not self.was_killed)


class Program:
    """The program at `path`, with the shim at `shim`."""

    def __init__(self, path, shim):
        self.path, self.shim = str(path), str(shim)

    def run(self, folder, words, kill_after=None, shim=None):
        """Runs it in `folder`, disturbed as `shim` says (a dictionary of the shim's variables)."""
        folder = pathlib.Path(os.path.realpath(folder))
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("AGGLOM", "FAULTS"))}
        # Files that SQLite makes for itself alone are disturbed too.
        environment.update(TMPDIR=str(folder / "tmp"), SQLITE_TMPDIR=str(folder / "tmp"))
        if shim is not None:
            environment.update(LD_PRELOAD=self.shim, FAULTS_FOLDER=str(folder),
                               **{f"FAULTS_{key}": str(value) for key, value in shim.items()})
        (folder / "tmp").mkdir(exist_ok=True)
        start = time.monotonic()
        process = subprocess.Popen([self.path, *words], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
        try:
            _, messages = process.communicate(timeout=LIMIT if kill_after is None else kill_after)
            status = process.returncode
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            _, messages = process.communicate()
            status = process.returncode if kill_after is not None else None
        return Ending(status, messages.decode(errors="replace"), time.monotonic() - start)
