/// The programs that a folder for Spark holds.
enum SparkPrograms {
  /// Reads the tables and makes the views.
  static let load = #"""
    #!/usr/bin/env python3
    """Loads this folder into Spark, as views of a session or as tables of a database.

        spark-submit load.py [DATABASE]

    In a program of your own: import load; load.load(spark)
    """
    from json import loads
    from pathlib import Path
    from sys import argv

    folder = Path(__file__).resolve().parent

    # RFC 4180 in UTF-8: quotes double inside quotes, lines may end inside them, a field without
    # quotes that is empty is NULL, and no type is guessed.
    OPTIONS = {
        "header": "false", "encoding": "UTF-8", "quote": '"', "escape": '"', "multiLine": "true",
        "nullValue": "\0", "emptyValue": "", "ignoreLeadingWhiteSpace": "false",
        "ignoreTrailingWhiteSpace": "false", "positiveInf": "Infinity", "negativeInf": "-Infinity",
        "mode": "FAILFAST", "lineSep": "\n", "maxCharsPerColumn": "-1", "inferSchema": "false",
    }


    def description():
        return loads((folder / "tables.json").read_text(encoding="utf-8"))


    def load(spark, database=None):
        """Makes every table and view; returns the frames of the tables by name."""
        from pyspark.sql import functions
        frames = {}
        quoted = lambda name: "`" + name.replace("`", "``") + "`"
        if database:
            spark.sql(f"CREATE DATABASE IF NOT EXISTS {quoted(database)}")
            spark.sql(f"USE {quoted(database)}")
        for table in description()["tables"]:
            frame = spark.read.options(**OPTIONS).schema(table["schema"]).csv(str(folder / table["folder"]))
            for name in table["bytes"]:
                frame = frame.withColumn(name, functions.unhex(quoted(name)))
            frame = frame.select([quoted(name) for name in table["columns"]])
            frames[table["name"]] = frame
            if database:
                frame.write.mode("errorifexists").saveAsTable(quoted(table["name"]))
            else:
                frame.createOrReplaceTempView(quoted(table["name"]))
        for view in description()["views"]:
            spark.sql(view if database else view.replace("CREATE VIEW", "CREATE OR REPLACE TEMPORARY VIEW", 1))
        return frames


    if __name__ == "__main__":
        from pyspark.sql import SparkSession
        load(SparkSession.builder.getOrCreate(), *argv[1:2])

    """#

  /// Compares the tables with what they were.
  static let verify = #"""
    #!/usr/bin/env python3
    """Compares every table in Spark with what it was when it was exported; ends with 1 if one differs.

        spark-submit verify.py
    """
    from hashlib import sha256
    from struct import pack

    from load import description, load


    def canonical(value):
        if value is None:
            return b"N"
        if isinstance(value, float):
            return b"r" + pack(">d", value).hex().encode()
        if isinstance(value, int):
            return b"i%d;" % value
        if isinstance(value, str):
            text = value.encode("utf-8")
            return b"t%d:" % len(text) + text
        return b"b%d:" % len(value) + bytes(value).hex().encode()


    def number(row):
        return int(sha256(b"".join(map(canonical, row))).hexdigest()[:15], 16)


    def verify(spark):
        """The names of the tables whose rows or hash differ."""
        frames, different = load(spark), []
        for table in description()["tables"]:
            numbers = [number(row) for row in frames[table["name"]].toLocalIterator()]
            same = len(numbers) == table["rows"] and sum(numbers) == int(table["hash"])
            print(f"{table['name']}: {len(numbers)} rows, {'equal' if same else 'different'}")
            if not same:
                different.append(table["name"])
        return different


    if __name__ == "__main__":
        from pyspark.sql import SparkSession
        raise SystemExit(1 if verify(SparkSession.builder.getOrCreate()) else 0)

    """#
}
