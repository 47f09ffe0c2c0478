"""Spark as a Python package, with two workers of one core and one gigabyte each."""
import importlib, os, shutil, sys

from engines import packages


class Engine:
    name, holds_nul, holds_infinity = "spark", False, True

    def __init__(self, folder):
        if not shutil.which("java"):
            packages.install("openjdk-17-jre-headless")
        packages.need("pyspark==4.3.0", "pyspark")
        self.folder = folder
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        os.environ["PYSPARK_PYTHON"] = sys.executable

    def __enter__(self):
        from pyspark.sql import SparkSession
        self.spark = (
            SparkSession.builder.master("local-cluster[2,1,1024]").appName("test-engines")
            .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
            .config("spark.sql.shuffle.partitions", "4")
            .config("spark.sql.warehouse.dir", str(self.folder / "warehouse"))
            .config("spark.sql.cteRecursionLevelLimit", "100").getOrCreate())
        self.spark.sparkContext.setLogLevel("ERROR")
        return self

    def __exit__(self, *_):
        self.spark.stop()

    def export(self, agglom, database, target, options):
        return [agglom, "export", "spark", target, "--db", database, *options]

    def load(self, folder):
        sys.path.insert(0, str(folder))
        for name in ("load", "verify"):
            sys.modules.pop(name, None)
        try:
            self.module, verify = importlib.import_module("load"), importlib.import_module("verify")
            different = verify.verify(self.spark)
            self.frames = self.module.load(self.spark)
            return "verify.py: " + ", ".join(different) if different else None
        except Exception as error:
            return str(error)
        finally:
            sys.path.remove(str(folder))

    def rows(self, table, width):
        frame = self.frames[table] if table in self.frames else self.spark.sql(f"SELECT * FROM `{table}`")
        plain = lambda cell: bytes(cell) if isinstance(cell, bytearray) else cell
        return [tuple(map(plain, row)) for row in frame.collect()]

    def more(self, agglom, databases, folder):
        return []
