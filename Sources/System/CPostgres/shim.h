#include <libpq-fe.h>

// The names of fields are macros with characters, which Swift imports as integers of another type.

/// The five letters that say what went wrong, or NULL where the server said nothing.
static inline const char *muniment_pq_sqlstate(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

/// The first line of an error, without its detail, hint and context.
static inline const char *muniment_pq_primary_message(const PGresult *result) {
    return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
