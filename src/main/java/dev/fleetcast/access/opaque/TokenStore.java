package dev.fleetcast.access.opaque;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The access tokens in the database. Blocks; safe for use by any thread. */
@ApplicationScoped
class TokenStore {

    private static final String FIND =
            "select user_id, session_generation, expires_at, name from access_token where hash = ? and ended_at is null";

    private static final String ADD = """
            insert into access_token
                (hash, refresh_hash, user_id, session_generation, issued_at, expires_at, refresh_until)
            select ?, ?, ?, ?, ?, ?, ?
            where (select count(*) from access_token
                   where user_id = ? and name is null and ended_at is null
                       and (expires_at is null or expires_at > ?)) < ?""";

    private static final String REFRESH = """
            with used as (
                update access_token set refresh_hash = null
                where refresh_hash = ? and ended_at is null and (refresh_until is null or refresh_until > ?)
                    and session_generation =
                        (select u.session_generation from app_user u where u.id = user_id and u.enabled)
                returning user_id, session_generation)
            insert into access_token
                (hash, refresh_hash, user_id, session_generation, issued_at, expires_at, refresh_until)
            select ?, ?, user_id, session_generation, ?, ?, ? from used""";

    private static final String USED = "update access_token set last_used_at = ? where hash = ?";

    private static final String END =
            "update access_token set ended_at = coalesce(ended_at, ?) where hash = ? returning user_id";

    private static final String END_ALL = "update access_token set ended_at = coalesce(ended_at, ?)"
            + " where user_id = ? and name is null and (ended_at is null or ended_at > ?) returning hash";

    private static final String SWEEP = """
            delete from access_token where ended_at < ?
                or (expires_at < ? and (refresh_hash is null or refresh_until < ?))""";

    /** How long a deletion that did not reach every replica can be repeated. */
    private static final Duration REPEATABLE = Duration.ofHours(1);

    private final DataSource database;

    TokenStore(DataSource database) {
        this.database = database;
    }

    /**
     * A token to store.
     *
     * @param refresh the hash of the token that gets the next one
     * @param expiresAt null for never
     * @param refreshUntil null for ever
     */
    record Issue(TokenHash id, TokenHash refresh, Instant issuedAt, Instant expiresAt, Instant refreshUntil) {}

    /** The token, unless it was deleted. */
    Optional<AccessToken> find(TokenHash id) throws SQLException {
        return with(FIND, statement -> {
            statement.setBytes(1, id.bytes());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(token(id, rows)) : Optional.empty();
            }
        });
    }

    private static AccessToken token(TokenHash id, ResultSet row) throws SQLException {
        Timestamp expiresAt = row.getTimestamp(3);
        return new AccessToken(
                id,
                row.getLong(1),
                row.getLong(2),
                expiresAt == null ? null : expiresAt.toInstant(),
                Optional.ofNullable(row.getString(4)));
    }

    /** Notes a use of the token; false if it is not there. */
    boolean used(TokenHash id, Instant now) throws SQLException {
        return with(USED, statement -> {
            statement.setTimestamp(1, timestamp(now));
            statement.setBytes(2, id.bytes());
            return statement.executeUpdate() == 1;
        });
    }

    /** Adds a token for the device API to those of that user; false if the user has {@code most} already. */
    boolean add(Issue issue, long userId, long generation, int most) throws SQLException {
        return with(ADD, statement -> {
            statement.setBytes(1, issue.id().bytes());
            statement.setBytes(2, issue.refresh().bytes());
            statement.setLong(3, userId);
            statement.setLong(4, generation);
            setTimes(statement, 5, issue);
            statement.setLong(8, userId);
            statement.setTimestamp(9, timestamp(issue.issuedAt()));
            statement.setInt(10, most);
            return statement.executeUpdate() == 1;
        });
    }

    /** Adds a token in exchange for the refresh token, which is used up; false if it is not good any more. */
    boolean refresh(TokenHash used, Issue issue) throws SQLException {
        return with(REFRESH, statement -> {
            statement.setBytes(1, used.bytes());
            statement.setTimestamp(2, timestamp(issue.issuedAt()));
            statement.setBytes(3, issue.id().bytes());
            statement.setBytes(4, issue.refresh().bytes());
            setTimes(statement, 5, issue);
            return statement.executeUpdate() == 1;
        });
    }

    /** Deletes the token, again if it was deleted before; its user, unless it is unknown. */
    Optional<Long> end(TokenHash id, Instant now) throws SQLException {
        return with(END, statement -> {
            statement.setTimestamp(1, timestamp(now));
            statement.setBytes(2, id.bytes());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
            }
        });
    }

    /** Deletes all tokens of the user for the device API, again those that were deleted a moment ago. */
    List<TokenHash> endAll(long userId, Instant now) throws SQLException {
        return with(END_ALL, statement -> {
            statement.setTimestamp(1, timestamp(now));
            statement.setLong(2, userId);
            statement.setTimestamp(3, timestamp(now.minus(REPEATABLE)));
            List<TokenHash> ended = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ended.add(TokenHash.of(rows.getBytes(1)));
                }
            }
            return ended;
        });
    }

    /** Removes what can no longer be used. */
    void sweep(Instant now, Duration memory) throws SQLException {
        with(SWEEP, statement -> {
            statement.setTimestamp(1, timestamp(now.minus(memory)));
            statement.setTimestamp(2, timestamp(now));
            statement.setTimestamp(3, timestamp(now));
            return statement.executeUpdate();
        });
    }

    private static void setTimes(PreparedStatement statement, int first, Issue issue) throws SQLException {
        statement.setTimestamp(first, timestamp(issue.issuedAt()));
        statement.setTimestamp(first + 1, timestamp(issue.expiresAt()));
        statement.setTimestamp(first + 2, timestamp(issue.refreshUntil()));
    }

    private static Timestamp timestamp(Instant at) {
        return at == null ? null : Timestamp.from(at);
    }

    @FunctionalInterface
    private interface Work<T> {

        T with(PreparedStatement statement) throws SQLException;
    }

    private <T> T with(String sql, Work<T> work) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            return work.with(statement);
        }
    }
}
