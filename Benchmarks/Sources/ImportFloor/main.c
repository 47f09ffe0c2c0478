// A program that only splits and inserts: the lines of a survey on commas, into two tables.
//
//   ImportFloor DATABASE SURVEY.csv
//
// The database is one that 'agglom init' made, with its constraints and indexes. Each row goes into
// firm_year by one prepared statement, each firm into firm by another, all in one transaction. A
// firm is found by its code in a hash table; codes of zones and industries become the numbers of
// their rows by plain arrays. Nothing is checked, decoded or journalled: quotes, encodings, credit
// codes, the years of zones, references, and rows that were there before are all taken on trust.
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS = 17, CODE = 18, ZONES = 1000000, INDUSTRIES = 10000 };
// The columns of the survey; 万元 up to RD_EXPENSE.
enum { FIRM, NAME, ZONE, INDUSTRY, YEAR, EMPLOYEES, OUTPUT, RD_EXPENSE = 12, PATENTS = 13 };

static sqlite3 *database;

static void fail(const char *what) {
  fprintf(stderr, "ImportFloor: %s: %s\n", what, sqlite3_errmsg(database));
  exit(1);
}

static void execute(const char *sql) {
  if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) fail(sql);
}

static sqlite3_stmt *prepare(const char *sql) {
  sqlite3_stmt *statement;
  if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL) != SQLITE_OK) fail(sql);
  return statement;
}

static void run(sqlite3_stmt *statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) fail(sqlite3_sql(statement));
  sqlite3_reset(statement);
}

// The row that each numeric code stands for: sql answers code and id.
static int64_t *rows_by_code(const char *sql, size_t count) {
  int64_t *rows = calloc(count, sizeof *rows);
  sqlite3_stmt *query = prepare(sql);
  while (sqlite3_step(query) == SQLITE_ROW)
    rows[sqlite3_column_int(query, 0)] = sqlite3_column_int64(query, 1);
  sqlite3_finalize(query);
  return rows;
}

// Firms by code, with open addressing; twice as large whenever it is half full.
typedef struct { char code[CODE]; int64_t id; } Firm;
static Firm *firms;
static size_t capacity = 1 << 16, used = 0;

static Firm *slot(const char *code) {
  uint64_t hash = 14695981039346656037u;  // FNV-1a
  for (int i = 0; i < CODE; i++) hash = (hash ^ (unsigned char)code[i]) * 1099511628211u;
  size_t at = (hash ^ hash >> 32) & (capacity - 1);
  while (firms[at].id != 0 && memcmp(firms[at].code, code, CODE) != 0)
    at = (at + 1) & (capacity - 1);
  return &firms[at];
}

static void grow(void) {
  Firm *old = firms;
  size_t count = capacity;
  firms = calloc(capacity *= 2, sizeof *firms);
  for (size_t i = 0; i < count; i++)
    if (old[i].id != 0) *slot(old[i].code) = old[i];
  free(old);
}

int main(int count, char **arguments) {
  if (count != 3) return fprintf(stderr, "usage: ImportFloor DATABASE SURVEY.csv\n"), 2;
  FILE *survey = fopen(arguments[2], "r");
  if (!survey) return perror(arguments[2]), 1;
  // One thread and no counting of memory, as agglom has it.
  sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(arguments[1], &database, flags, NULL) != SQLITE_OK) fail(arguments[1]);
  firms = calloc(capacity, sizeof *firms);
  execute("PRAGMA cache_size = -65536");  // as agglom has it, too
  execute("BEGIN");
  execute("INSERT INTO dataset (key, name_en, kind) VALUES ('floor', 'Floor', 'synthetic')");
  int64_t dataset = sqlite3_last_insert_rowid(database);
  int64_t *zones = rows_by_code("SELECT code, zone_id FROM zone_code", ZONES);
  int64_t *industries = rows_by_code(
      "SELECT code, id FROM industry WHERE scheme = 'gbt4754-2017' AND length(code) = 4",
      INDUSTRIES);
  sqlite3_stmt *add_firm = prepare(
      "INSERT INTO firm (key, credit_code, name_zh, zone_id, industry_id)"
      " VALUES (?1, ?1, ?2, ?3, ?4)");
  sqlite3_stmt *add_year = prepare(
      "INSERT INTO firm_year (firm_id, zone_id, industry_id, year, employees, output, revenue,"
      " assets, profit, tax, exports, rd_expense, patents, energy, water, solid_waste, dataset_id)"
      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  sqlite3_bind_int64(add_year, COLUMNS, dataset);

  char *line = NULL, *cells[COLUMNS];
  size_t size = 0;
  getline(&line, &size, survey);  // the header
  ssize_t length;
  while ((length = getline(&line, &size, survey)) > 0) {
    while (length > 0 && (line[length - 1] == '\n' || line[length - 1] == '\r')) length--;
    line[length] = 0;
    char *rest = line;
    for (int i = 0; i < COLUMNS; i++) {
      cells[i] = rest;
      if (!(rest = strchr(rest, ','))) break;
      *rest++ = 0;
    }
    int64_t zone = zones[atoi(cells[ZONE])], industry = industries[atoi(cells[INDUSTRY])];
    Firm *firm = slot(cells[FIRM]);
    if (firm->id == 0) {
      sqlite3_bind_text(add_firm, 1, cells[FIRM], CODE, SQLITE_STATIC);
      sqlite3_bind_text(add_firm, 2, cells[NAME], -1, SQLITE_STATIC);
      sqlite3_bind_int64(add_firm, 3, zone);
      sqlite3_bind_int64(add_firm, 4, industry);
      run(add_firm);
      memcpy(firm->code, cells[FIRM], CODE);
      firm->id = sqlite3_last_insert_rowid(database);
      used++;
    }
    sqlite3_bind_int64(add_year, 1, firm->id);
    if (used > capacity / 2) grow();
    sqlite3_bind_int64(add_year, 2, zone);
    sqlite3_bind_int64(add_year, 3, industry);
    for (int i = YEAR; i < COLUMNS; i++) {
      const char *cell = cells[i];
      if (!*cell) sqlite3_bind_null(add_year, i);
      else if (i < OUTPUT || i == PATENTS) sqlite3_bind_int64(add_year, i, atoll(cell));
      else sqlite3_bind_double(add_year, i, strtod(cell, NULL) * (i <= RD_EXPENSE ? 10000 : 1));
    }
    run(add_year);
  }
  sqlite3_finalize(add_firm);
  sqlite3_finalize(add_year);
  execute("COMMIT");
  return sqlite3_close(database) != SQLITE_OK;
}
