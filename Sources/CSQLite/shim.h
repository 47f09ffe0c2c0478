// The C interface of SQLite, with what Swift cannot call (variadic functions, macros) as functions.
#ifndef AGGLOM_CSQLITE_SHIM_H
#define AGGLOM_CSQLITE_SHIM_H

// The session extension is declared only where these are defined.
#define SQLITE_ENABLE_SESSION 1
#define SQLITE_ENABLE_PREUPDATE_HOOK 1
#include <sqlite3.h>

static inline sqlite3_destructor_type agglom_transient(void) { return SQLITE_TRANSIENT; }
static inline sqlite3_destructor_type agglom_static(void) { return SQLITE_STATIC; }

// Sets one of the switches SQLITE_DBCONFIG_..., each of which takes an int and an int pointer.
static inline int agglom_db_config(sqlite3 *db, int option, int value) {
  return sqlite3_db_config(db, option, value, (int *)0);
}

// Stops SQLite from counting its memory, which costs a lock at every allocation; to be called before
// anything else.
static inline int agglom_count_no_memory(void) {
  return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

#endif
