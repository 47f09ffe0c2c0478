"""Runs the statements of a file in DuckDB, prints the last one's rows and writes what it took.

    run_duckdb.py DATABASE STATEMENTS [MEASUREMENT]

The time is that from opening the database to having closed it: Python's own start is not in it. The
memory is that of the whole process.
"""
import resource
import sys
import time

import duckdb


def processor_seconds():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime, usage.ru_stime


with open(sys.argv[2], encoding="utf-8") as file:
    statements = file.read()

user, kernel = processor_seconds()
start = time.perf_counter()
connection = duckdb.connect(sys.argv[1])
rows = connection.execute(statements).fetchall()
connection.close()
wall = time.perf_counter() - start

for row in rows:
    print("|".join(str(cell) for cell in row))
if len(sys.argv) > 3:
    user_after, kernel_after = processor_seconds()
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with open(sys.argv[3], "w", encoding="utf-8") as file:
        file.write(f"{wall:.6f} {user_after - user:.6f} {kernel_after - kernel:.6f} {memory}\n")
